import { beforeAll, describe, expect, it } from "vitest";
import { audit } from "./audit";
import { type Applied, type Evidence, isJump, type LogEntry, type WriteRecord } from "./records";
import { database, SEED, seeded } from "./seed";
import { Yard } from "./yard";

/** A real afternoon without any fault; each test spoils a copy of what was seen of it. */
let seen: Evidence;

beforeAll(async () => {
  const storage = await (await database("PGlite")).create();
  const yard = await Yard.open({ storage, seed: SEED, followers: 6, pages: 4, writers: 3, paceMs: 4 });
  try {
    await yard.write();
    await yard.answered(80);
    seen = await yard.evidence();
  } finally {
    await yard.close();
  }
}, 60_000);

/** What the audit says after this was done to the record. */
function spoiled(spoil: (evidence: Evidence) => void): string[] {
  const evidence = structuredClone(seen);
  spoil(evidence);
  return audit(evidence);
}

/** The middle of the busiest stream of a client, as positions in his steps. */
function middle({ clients }: Evidence, name: string) {
  const client = clients.find((one) => one.name === name);
  const steps = client?.steps ?? [];
  const stream = (steps.findLast((step) => !isJump(step) && step[0].startsWith("list-")) as Applied)[0];
  const at = steps.flatMap((step, i) => (!isJump(step) && step[0] === stream ? [i] : []));
  const [first = 0, second = 0] = at.slice(Math.floor(at.length / 2));
  return { steps, stream, first, second, seq: (steps[first] as Applied)[2] };
}

/** Entries of the last acknowledged change of a status. */
function lastWrite({ ledger, writes }: Evidence): { write: WriteRecord; entry: LogEntry } {
  const write = writes.findLast((one) => one.what.startsWith("PATCH") && Object.keys(one.cursors).length > 0);
  const entry = ledger.entries.find(({ opId }) => opId === write?.key);
  if (!write || !entry) throw new Error("no change of a status was made");
  return { write, entry };
}

const copyOf = (ledger: Evidence["ledger"], entry: LogEntry, id: string): LogEntry => {
  ledger.heads[entry.stream] = (ledger.heads[entry.stream] ?? 0) + 1;
  return { ...entry, id, seq: ledger.heads[entry.stream] ?? 0 };
};

describe(`the audit ${seeded}`, () => {
  it("has nothing to say of an afternoon without faults, in which much happened", () => {
    expect(audit(seen)).toEqual([]);
    expect(seen.ledger.entries.length).toBeGreaterThan(60);
    expect(seen.clients).toHaveLength(10);
    expect(seen.clients.every(({ steps }) => steps.length > 10)).toBe(true);
    expect(seen.writes.filter(({ cursors }) => Object.keys(cursors).length > 0).length).toBeGreaterThan(30);
  });

  it.each(["follower-1", "page-1"])("hears that %s left out one event", (name) => {
    const { seq, stream } = middle(seen, name);
    const told = spoiled((evidence) => {
      const { steps, first } = middle(evidence, name);
      steps.splice(first, 1);
    });
    expect(told).toEqual([`I4 ${name} ${stream}: ${seq + 1} was applied after ${seq - 1}`]);
  });

  it("hears that a client applied one twice", () => {
    const { seq, stream } = middle(seen, "follower-2");
    const told = spoiled((evidence) => {
      const { steps, first } = middle(evidence, "follower-2");
      steps.splice(first, 0, steps[first] as Applied);
    });
    expect(told).toEqual([`I4 follower-2 ${stream}: ${seq} was applied after ${seq}`]);
  });

  it("hears that a client swapped two", () => {
    const { seq, stream } = middle(seen, "follower-0");
    const told = spoiled((evidence) => {
      const { steps, first, second } = middle(evidence, "follower-0");
      [steps[first], steps[second]] = [steps[second] as Applied, steps[first] as Applied];
    });
    expect(told[0]).toBe(`I4 follower-0 ${stream}: ${seq + 1} was applied after ${seq - 1}`);
  });

  it("hears that a client applied something else under the right number", () => {
    const { seq, stream } = middle(seen, "follower-0");
    const told = spoiled((evidence) => {
      const { steps, first } = middle(evidence, "follower-0");
      const [name, epoch, its, , at] = steps[first] as Applied;
      steps[first] = [name, epoch, its, "another event", at];
    });
    expect(told).toEqual([
      `I4 follower-0 ${stream}: what was applied as ${seq} is not what the log holds there`,
    ]);
  });

  it("hears that a client stopped one before the head", () => {
    const told = spoiled(({ clients, ledger }) => {
      const [client] = clients;
      const [stream = "", head] = Object.entries(ledger.heads).find(([name]) => name === "list-1") ?? [];
      if (!client?.end[stream]) throw new Error("the first follower watches list 1");
      client.end[stream].seq = (head ?? 0) - 1;
      client.steps.splice(
        client.steps.findLastIndex((step) => !isJump(step) && step[0] === stream),
        1,
      );
    });
    expect(told).toEqual([expect.stringMatching(/^I9 follower-0 list-1: ended at \d+, the head is \d+$/)]);
  });

  it("hears that a row is gone from the log", () => {
    const { entry } = lastWrite(seen);
    const told = spoiled(({ ledger }) => {
      ledger.entries = ledger.entries.filter(
        ({ seq, stream }) => seq !== entry.seq || stream !== entry.stream,
      );
    });
    expect(told).toContain(
      `I1 ${entry.stream}: ${entry.seq} is missing from the log (head ${seen.ledger.heads[entry.stream]})`,
    );
  });

  it("hears that an acknowledged change is not in the log", () => {
    const { write } = lastWrite(seen);
    const told = spoiled(({ ledger, writes }) => {
      // As a server that answers before it commits would leave it: the change was never made at all.
      writes.push({ ...write, key: "lost", cursors: { "list-1": { epoch: ledger.epoch, seq: 1e6 } } });
    });
    expect(told).toEqual([
      `I6 ${write.what} lost was acknowledged at list-1 1000000 and is not in the log there`,
    ]);
  });

  it("hears that a change was made twice under one key", () => {
    const { write } = lastWrite(seen);
    const told = spoiled(({ ledger }) => {
      for (const entry of ledger.entries.filter(({ opId }) => opId === write.key)) {
        const data = entry.data as { version: number };
        ledger.entries.push({
          ...copyOf(ledger, entry, "again"),
          data: { ...data, version: data.version + 1 },
        });
      }
      for (const move of ledger.moves.filter(({ opId }) => opId === write.key))
        ledger.moves.push({ ...move, version: move.version + 1 });
    });
    expect(told).toContain(`I6 ${write.what} ${write.key} had 2 effects`);
    expect(told).toContain(`I6 ${write.what} ${write.key} is in a stream twice`);
  });

  it("hears that something was announced and never made, and made and never announced", () => {
    const told = spoiled(({ ledger }) => {
      const { entry } = lastWrite({ ...seen, ledger });
      const { caddieId } = entry.data as { caddieId: string };
      ledger.moves = ledger.moves.filter(({ opId }) => opId !== entry.opId);
      ledger.moves.push({ caddieId, version: 9_999, kind: "status", opId: null, deleted: false });
    });
    expect(told).toContainEqual(expect.stringMatching(/^I2 \S+ v\d+ was told and never made$/));
    expect(told).toContainEqual(expect.stringMatching(/^I2 \S+ v9999 \(status\) was made and never told$/));
  });

  it("hears that an answer was lost, and that a repeated one differs", () => {
    const { write } = lastWrite(seen);
    expect(
      spoiled(({ writes }) => writes.push({ ...write, key: "silence", status: 0, cursors: {} })),
    ).toEqual([`I6 ${write.what} silence was never answered`]);
    expect(
      spoiled(({ writes }) => writes.push({ ...write, key: "two", cursors: {}, repeatedEqually: false })),
    ).toEqual([`I6 ${write.what} two, sent again, was answered differently`]);
  });
});
