import { expect, it } from "vitest";
import type { Cursors } from "../../lib/realtime/contract";
import { ClientBench } from "./client-bench";

const bench = new ClientBench();

async function openLive(options?: Parameters<ClientBench["open"]>[0]) {
  const client = bench.open(options);
  await bench.phase(client, "live");
  return client;
}

/** Two round trips: with the first the client has heard what was asked, with the second its answer has arrived. */
async function pulse(client: Awaited<ReturnType<typeof openLive>>): Promise<void> {
  for (let trip = 0; trip < 2; trip++) expect((await client.emit("ping:rtt", {})).ok).toBe(true);
}

it("[R-10] a page that shows all that the heads name confirms them at once", async () => {
  bench.server.write("list-1");
  const client = await openLive();
  await bench.untilSeqs(1);
  const confirmed = bench.server.askHeads();
  await pulse(client);
  expect(confirmed).toEqual([`${bench.server.clients[0]?.id} {}`]);
});

it("[R-10] a page that is behind confirms once it has asked and applied, never before", async () => {
  const client = await openLive();
  bench.server.silent = true;
  bench.server.write("list-1", { deliver: false });
  const late = bench.server.write("list-1", { deliver: false });
  const confirmed = bench.server.askHeads();
  await bench.until(() => expect(bench.server.questions).toHaveLength(1));
  expect(confirmed).toEqual([]);
  bench.server.send(late);
  await bench.until(() => expect(client.cursors()["list-1"]?.seq).toBe(0));
  expect(confirmed).toEqual([]);
  bench.server.silent = false;
  bench.server.send({ ...late, seq: 1, id: "list-1-1" });
  await bench.until(() => expect(confirmed).toHaveLength(1));
  expect(bench.seqs()).toEqual([1, 2]);
});

it("[R-10] each of several questions is answered, also while the page catches up", async () => {
  await openLive();
  bench.server.write("list-1", { deliver: false });
  const first = bench.server.askHeads();
  const second = bench.server.askHeads();
  await bench.until(() => expect([first.length, second.length]).toEqual([1, 1]));
  expect(bench.seqs()).toEqual([1]);
});

it("[R-10] a stream that the page does not follow holds nothing up", async () => {
  const client = await openLive();
  const confirmed = bench.server.askHeads({ "outing:7": { epoch: "e1", seq: 31 } });
  await pulse(client);
  expect(confirmed).toHaveLength(1);
});

it("[R-10] a list that is loaded anew is confirmed when its snapshot is in, and not without it", async () => {
  let load: (cursors: Cursors) => void = () => {};
  const snapshot = new Promise<Cursors>((resolve) => {
    load = resolve;
  });
  const client = await openLive({ onReset: () => snapshot });
  bench.server.epoch = "e2";
  bench.server.log.set("list-1", []);
  bench.server.write("list-1", { deliver: false });
  const confirmed = bench.server.askHeads();
  await pulse(client);
  expect(confirmed).toEqual([]);
  load(bench.server.heads());
  await bench.until(() => expect(confirmed).toHaveLength(1));
});

it("[R-10] after ten seconds nothing is confirmed any more", async () => {
  const client = await openLive();
  bench.server.silent = true;
  bench.server.write("list-1", { deliver: false });
  const asked = bench.clock.now();
  const timers = bench.clock.waiting;
  const confirmed = bench.server.askHeads();
  await bench.until(() => expect(bench.clock.waiting).toBeGreaterThan(timers));
  await bench.until(() => expect(bench.clock.now()).toBeGreaterThan(asked + 11_000));
  bench.server.silent = false;
  expect(confirmed).toEqual([]);
  for (const entry of bench.server.log.get("list-1") ?? []) bench.server.send(entry);
  await bench.untilSeqs(1);
  await pulse(client);
  expect(confirmed).toEqual([]);
});

it("[R-10] what a dead connection was asked is not answered on the next one", async () => {
  const client = await openLive();
  bench.server.silent = true;
  bench.server.write("list-1", { deliver: false });
  const confirmed = bench.server.askHeads();
  await bench.until(() => expect(bench.server.questions).toHaveLength(1));
  bench.server.silent = false;
  bench.server.cut();
  await bench.untilSeqs(1);
  await bench.phase(client, "live");
  await pulse(client);
  expect(confirmed).toEqual([]);
});

it("heads that come without a question are taken in silence", async () => {
  await openLive();
  bench.server.write("list-1", { deliver: false });
  bench.server.signal("sync:heads", { streams: bench.server.heads() });
  await bench.untilSeqs(1);
});
