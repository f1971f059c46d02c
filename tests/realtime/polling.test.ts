import { describe, expect, it, vi } from "vitest";
import { ClientBench } from "./client-bench";

const bench = new ClientBench();

describe("without real time", () => {
  it("[C-16] three failed attempts later the page polls, and it is live again by itself when the server is", async () => {
    await bench.server.close();
    const poll = vi.fn(async () => {});
    const client = bench.open({ poll, timing: { patience: 600_000 } });
    await bench.phase(client, "polling");
    await bench.until(() => expect(poll.mock.calls.length).toBeGreaterThan(2));
    expect(client.getState()).toMatchObject({ reason: "network" });
    expect(client.getState().lastSyncAt).not.toBeNull();
    await bench.server.listen();
    await bench.phase(client, "live");
    const polls = poll.mock.calls.length;
    const at = bench.clock.now();
    await bench.until(() => expect(bench.clock.now()).toBeGreaterThan(at + 11_000));
    expect(poll).toHaveBeenCalledTimes(polls);
  });

  it("[C-16] six seconds without a welcome bring the polling too", async () => {
    bench.server.silent = true;
    const poll = vi.fn(async () => {});
    const client = bench.open({ poll, timing: { ready: 600_000 } });
    await bench.phase(client, "polling");
    expect(poll).toHaveBeenCalled();
  });

  it("[C-16] switched off, it polls from the beginning and never knocks", async () => {
    const poll = vi.fn(async () => {});
    const client = bench.open({ enabled: false, poll });
    expect(client.getState()).toMatchObject({ phase: "polling", reason: "off" });
    await bench.until(() => expect(poll.mock.calls.length).toBeGreaterThan(2));
    bench.page.wake();
    client.reconnectNow();
    expect(bench.server.handshakes).toEqual([]);
  });

  it("[C-16] polls one at a time, and not while nobody can see it or there is no network", async () => {
    let running = 0;
    let most = 0;
    const poll = vi.fn(async () => {
      most = Math.max(most, ++running);
      await new Promise((done) => setTimeout(done, 5));
      running -= 1;
    });
    const client = bench.open({ enabled: false, poll });
    for (let i = 0; i < 5; i++) client.reconnectNow();
    await bench.until(() => expect(poll.mock.calls.length).toBeGreaterThan(1));
    expect(most).toBe(1);
    await bench.until(() => expect(running).toBe(0));
    bench.page.isVisible = false;
    const before = poll.mock.calls.length;
    const at = bench.clock.now();
    await bench.until(() => expect(bench.clock.now()).toBeGreaterThan(at + 11_000));
    expect(poll).toHaveBeenCalledTimes(before);
    bench.page.wake();
    await bench.until(() => expect(poll).toHaveBeenCalledTimes(before + 1));
    bench.page.loseNetwork();
    expect(client.getState().phase).toBe("offline");
  });

  it("[C-16] a poll that fails too leaves the page reconnecting: its age tells the rest", async () => {
    const poll = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValue(new Error("no network"));
    const client = bench.open({ enabled: false, poll });
    await bench.phase(client, "reconnecting");
    expect(client.getState().lastSyncAt).not.toBeNull();
  });

  it("[C-04] a poll that finds the session over ends it", async () => {
    const refused = Object.assign(new Error("no session"), { code: "UNAUTHENTICATED" });
    const client = bench.open({ enabled: false, poll: () => Promise.reject(refused) });
    await bench.phase(client, "ended");
    expect(bench.clock.waiting).toBe(0);
  });
});
