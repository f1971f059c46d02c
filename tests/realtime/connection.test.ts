import { describe, expect, it } from "vitest";
import { ClientBench } from "./client-bench";

const bench = new ClientBench();

describe("the connection", () => {
  it("[C-15] cut by the server, comes back by itself, with a fresh token, where it stood", async () => {
    let tokens = 0;
    const client = bench.open({ getToken: async () => `token-${++tokens}` });
    await bench.phase(client, "live");
    bench.server.write("list-1");
    await bench.untilSeqs(1);
    bench.server.cut();
    await bench.phase(client, "reconnecting");
    bench.server.write("list-1");
    await bench.phase(client, "live");
    await bench.untilSeqs(1, 2);
    expect(bench.server.handshakes).toEqual([
      { token: "token-1", cursors: { "list-1": { epoch: "e1", seq: 0 } } },
      { token: "token-2", cursors: { "list-1": { epoch: "e1", seq: 1 } } },
    ]);
  });

  it("[C-15] reset by the network, comes back by itself and says when it will try", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    bench.server.reset();
    await bench.phase(client, "reconnecting");
    const { nextTryAt, reason } = client.getState();
    expect(nextTryAt).toBeGreaterThan(bench.clock.now() - 1_000);
    expect(reason).toBe("network");
    await bench.phase(client, "live");
    expect(client.getState()).toMatchObject({ nextTryAt: null, reason: null });
  });

  it("[C-15] dropped by the server with `disconnect`, comes back all the same", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    for (const socket of bench.server.clients) socket.disconnect(true);
    await bench.until(() => expect(bench.server.handshakes).toHaveLength(2));
    await bench.phase(client, "live");
  });

  it.each(["UNAUTHENTICATED", "TOKEN_EXPIRED"] as const)(
    "[C-04] refused as %s, ends and tries no more",
    async (code) => {
      bench.server.refusal = code;
      const client = bench.open();
      await bench.phase(client, "ended");
      expect(client.getState().reason).toBe("session");
      expect(bench.clock.waiting).toBe(0);
      client.reconnectNow();
      bench.page.wake();
      expect(bench.clock.waiting).toBe(0);
    },
  );

  it("[C-04] whose session expires while live, ends and tries no more", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    bench.server.signal("session:expired", { reason: "revoked" });
    await bench.phase(client, "ended");
    expect(bench.clock.waiting).toBe(0);
  });

  it("[C-15] told that it comes too often, waits ten seconds or more", async () => {
    bench.server.refusal = "RATE_LIMITED";
    const client = bench.open();
    await bench.phase(client, "reconnecting");
    const { nextTryAt, reason } = client.getState();
    expect((nextTryAt ?? 0) - bench.clock.now()).toBeGreaterThan(9_000);
    expect(reason).toBe("server");
  });

  it("[R-12] told of a shutdown, comes back when it was told, and not before", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    bench.server.signal("server:shutdown", { reconnectInMs: 2_000 });
    bench.server.cut();
    await bench.phase(client, "reconnecting");
    const { nextTryAt, reason } = client.getState();
    expect((nextTryAt ?? 0) - bench.clock.now()).toBeGreaterThan(1_500);
    expect(reason).toBe("server");
    await bench.phase(client, "live");
  });

  it("[C-14] measures its round trip and knows when it last heard", async () => {
    const client = bench.open();
    await bench.until(() => expect(client.getState().rttMs).not.toBeNull());
    const { lastSyncAt } = client.getState();
    await bench.until(() => expect(bench.clock.now()).toBeGreaterThan((lastSyncAt ?? 0) + 1_500));
    bench.server.write("list-1");
    await bench.until(() => expect(client.getState().lastSyncAt).toBeGreaterThan((lastSyncAt ?? 0) + 1_000));
    bench.server.reset();
    await bench.phase(client, "reconnecting");
    expect(client.getState().lastSyncAt).toBeGreaterThan(lastSyncAt ?? 0);
  });

  it("[C-15] on waking finds a socket that is dead although it looks alive, and replaces it at once", async () => {
    const client = bench.open({ timing: { roundTrip: 300 } });
    await bench.until(() => expect(client.getState().rttMs).not.toBeNull());
    bench.server.silent = true;
    bench.page.wake();
    await bench.until(() => expect(bench.server.heard.filter((e) => e === "ping:rtt")).toHaveLength(2));
    bench.server.silent = false;
    await bench.until(() => expect(bench.server.handshakes).toHaveLength(2));
    await bench.phase(client, "live");
  });

  it("[C-14] without a network is offline at once, and back as soon as there is one", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    bench.page.loseNetwork();
    expect(client.getState()).toMatchObject({ phase: "offline", reason: "network", nextTryAt: null });
    bench.page.wake();
    await bench.phase(client, "live");
  });

  it("answers for the server when there is none", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    expect(await client.emit("ping:rtt", {})).toEqual({ ok: true, data: null });
    client.stop();
    expect(await client.emit("ping:rtt", {})).toMatchObject({ ok: false, error: { code: "UNAVAILABLE" } });
  });
});
