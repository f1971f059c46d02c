import { describe, expect, it, vi } from "vitest";
import type { Envelope } from "../../lib/realtime/contract";
import { ClientBench } from "./client-bench";
import type { ScriptedServer } from "./scripted-server";

const bench = new ClientBench();

describe("what arrives", () => {
  it("[C-17] is what was missed, in order, and then what is new, each once", async () => {
    for (let i = 0; i < 3; i++) bench.server.write("list-1");
    const client = bench.open({ cursors: { "list-1": { epoch: "e1", seq: 1 } } });
    await bench.phase(client, "live");
    bench.server.write("list-1");
    await bench.untilSeqs(2, 3, 4);
    expect(client.cursors()).toEqual({ "list-1": { epoch: "e1", seq: 4 } });
    expect(bench.server.questions).toEqual([]);
  });

  it("[C-17] is put in order and cleaned of repetitions", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    const written = [1, 2, 3].map(() => bench.server.write("list-1", { deliver: false }));
    for (const i of [1, 0, 0, 2, 1]) bench.server.send(written[i] as Envelope);
    await bench.untilSeqs(1, 2, 3);
    expect(bench.server.questions).toEqual([]);
  });

  it("[C-17] is asked for when a gap lasts", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    bench.server.write("list-1");
    bench.server.write("list-1", { deliver: false });
    bench.server.write("list-1");
    await bench.untilSeqs(1, 2, 3);
    expect(bench.server.questions).toEqual([{ stream: "list-1", epoch: "e1", after: 1 }]);
  });

  it("[C-17] is asked for when the heads tell that the last one got lost", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    bench.server.write("list-1", { deliver: false });
    bench.server.signal("sync:heads", { streams: bench.server.heads() });
    await bench.untilSeqs(1);
  });

  it("[C-17] comes as a snapshot when the log reaches no further back, and only then is the page live", async () => {
    for (let i = 0; i < 5; i++) bench.server.write("list-1");
    bench.server.oldest = 4;
    let load = (_cursors: object) => {};
    const onReset = vi.fn(
      () => new Promise<ReturnType<ScriptedServer["heads"]>>((done) => (load = done as never)),
    );
    const client = bench.open({ onReset, cursors: { "list-1": { epoch: "e1", seq: 1 } } });
    await bench.until(() => expect(onReset).toHaveBeenCalledWith(["list-1"]));
    expect(client.getState().phase).toBe("connecting");
    bench.server.write("list-1");
    load({ "list-1": { epoch: "e1", seq: 5 } });
    await bench.phase(client, "live");
    await bench.untilSeqs(6);
  });

  it("I11: after the log was restored, the new epoch replaces what was known, ahead of it or not", async () => {
    for (let i = 0; i < 4; i++) bench.server.write("list-1");
    const client = bench.open();
    await bench.untilSeqs(1, 2, 3, 4);
    bench.server.epoch = "e2";
    bench.server.log.set("list-1", []);
    bench.server.write("list-1");
    await bench.until(() => expect(client.cursors()).toEqual({ "list-1": { epoch: "e2", seq: 1 } }));
    bench.server.write("list-1");
    await bench.untilSeqs(1, 2, 3, 4, 2);
  });

  it("[C-17] a cursor ahead of the log, in the same epoch, goes back with the snapshot", async () => {
    bench.server.write("list-1");
    const client = bench.open({ cursors: { "list-1": { epoch: "e1", seq: 9 } } });
    await bench.phase(client, "live");
    expect(client.cursors()).toEqual({ "list-1": { epoch: "e1", seq: 1 } });
    bench.server.write("list-1");
    await bench.untilSeqs(2);
  });

  it("of a stream without a snapshot begins at the head, of one with a snapshot at the snapshot", async () => {
    bench.server.write("user");
    bench.server.write("list-2");
    const onReset = vi.fn(async () => bench.server.heads());
    const client = bench.open({ onReset });
    await bench.phase(client, "live");
    expect(onReset.mock.calls).toEqual([[["list-2"]]]);
    bench.server.write("user");
    await bench.until(() => expect(bench.seqs("user")).toEqual([2]));
  });

  it("of a list that has just become visible is held until its snapshot is in", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    bench.server.write("list-9");
    const last = bench.server.write("list-9");
    bench.server.write("list-1");
    await bench.untilSeqs(1);
    expect(bench.seqs("list-9")).toEqual([]);
    client.seed({ "list-9": { epoch: "e1", seq: 1 } });
    expect(bench.seqs("list-9")).toEqual([last.seq]);
  });

  it("is loaded anew when a view cannot apply it", async () => {
    const onReset = vi.fn(async () => bench.server.heads());
    const client = bench.open({ onReset });
    let broken = true;
    client.subscribe(() => {
      if (broken) throw new Error("cannot");
    });
    await bench.phase(client, "live");
    bench.server.write("list-1");
    await bench.until(() => expect(onReset).toHaveBeenCalledWith(["list-1"]));
    broken = false;
    bench.server.write("list-1");
    await bench.untilSeqs(1, 2);
  });

  it("can be waited for", async () => {
    const client = bench.open();
    await bench.phase(client, "live");
    const far = { "list-1": { epoch: "e1", seq: 2 }, unknown: { epoch: "e1", seq: 7 } };
    const reached = client.reached(far, 3_000);
    bench.server.write("list-1");
    bench.server.write("list-1");
    expect(await reached).toBe(true);
    expect(await client.reached(far, 0)).toBe(true);
    expect(await client.reached({ "list-1": { epoch: "e1", seq: 3 } }, 10)).toBe(false);
  });

  it("[R-01] passing signals reach those who listen for them, and no one else", async () => {
    const client = bench.open();
    const heard = vi.fn();
    const end = client.on("access:changed", heard);
    await bench.phase(client, "live");
    bench.server.signal("access:changed", { lists: [2], role: "CADDIE" });
    await bench.until(() => expect(heard).toHaveBeenCalledWith({ lists: [2], role: "CADDIE" }));
    end();
    bench.server.signal("access:changed", { lists: [3], role: "CADDIE" });
    bench.server.write("list-1");
    await bench.untilSeqs(1);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
