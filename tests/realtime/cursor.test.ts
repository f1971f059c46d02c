import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Envelope } from "../../lib/realtime/contract";
import { accept, emptyStream, reaches, type StreamState, seed } from "../../lib/realtime/cursor";

/** A failure prints its seed; FC_SEED=… repeats it. */
const SEED = Number(process.env.FC_SEED ?? 20_261_120);

const entry = (seq: number, epoch = "a"): Envelope => ({
  event: "test",
  data: null,
  timestamp: "2026-11-20T15:00:00.000Z",
  id: `${epoch}-${seq}`,
  stream: "list-1",
  epoch,
  seq,
});

type Step =
  | { kind: "write" }
  | { kind: "deliver"; pick: number }
  | { kind: "burst"; from: number; reversed: boolean }
  | { kind: "replay" }
  | { kind: "snapshot"; back: number }
  | { kind: "restore" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ kind: "write" }) },
  // Any entry of the log, in any order: late, twice, or with others missing before it.
  { weight: 8, arbitrary: fc.nat(40).map((pick): Step => ({ kind: "deliver", pick })) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("burst" as const), from: fc.nat(10), reversed: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: "replay" }) },
  { weight: 2, arbitrary: fc.nat(12).map((back): Step => ({ kind: "snapshot", back })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "restore" }) },
);

/** A log and one client of it; `applied` holds what the client let through since the last snapshot that moved it. */
class Yard {
  epoch = 0;
  head = 0;
  state: StreamState = emptyStream;

  get name() {
    return `e${this.epoch}`;
  }

  run(s: Step) {
    if (s.kind === "write") this.head += 1;
    else if (s.kind === "deliver") this.deliver(this.head - (s.pick % (this.head + 1)));
    else if (s.kind === "burst") {
      const seqs = Array.from({ length: Math.min(s.from, this.head) }, (_, i) => this.head - i);
      for (const seq of s.reversed ? seqs : seqs.reverse()) this.deliver(seq);
    } else if (s.kind === "replay") this.replay();
    else if (s.kind === "snapshot") this.snapshot(Math.max(0, this.head - s.back));
    else {
      this.epoch += 1;
      this.head = Math.floor(this.head / 2);
    }
  }

  deliver(seq: number) {
    if (seq < 1) return;
    const before = this.state.cursor;
    const { state, apply, foreign, gap } = accept(this.state, entry(seq, this.name));
    this.state = state;
    if (foreign) {
      expect(apply).toEqual([]);
      this.snapshot(this.head);
      return;
    }
    const from = before?.seq ?? 0;
    expect(apply.map((e) => e.seq)).toEqual(apply.map((_, i) => from + i + 1));
    expect(apply.every((e) => e.epoch === before?.epoch)).toBe(true);
    expect(state.cursor?.seq ?? 0).toBe(from + apply.length);
    expect(gap).toBe(state.cursor !== null && state.held.size > 0);
  }

  snapshot(seq: number) {
    const before = this.state.cursor;
    const { state, apply } = seed(this.state, { epoch: this.name, seq });
    this.state = state;
    const rewound = before?.epoch === this.name && (state.cursor?.seq ?? 0) < before.seq;
    expect(rewound).toBe(false);
    const base = before?.epoch === this.name ? Math.max(before.seq, seq) : seq;
    expect(apply.map((e) => e.seq)).toEqual(apply.map((_, i) => base + i + 1));
  }

  /** What a handshake with this client's cursor brings: the rest in order, or the snapshot. */
  replay() {
    const { cursor } = this.state;
    if (cursor?.epoch !== this.name || cursor.seq > this.head) this.snapshot(this.head);
    else for (let seq = cursor.seq + 1; seq <= this.head; seq++) this.deliver(seq);
  }
}

describe("the cursor of one stream", () => {
  it("[C-17] I4: whatever is dropped, doubled, reordered or cut off, what is applied between resets is c+1, c+2, …", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const yard = new Yard();
        for (const s of steps) yard.run(s);
        yard.replay();
        expect(yard.state.cursor).toEqual({ epoch: yard.name, seq: yard.head });
        expect(yard.state.held.size).toBe(0);
      }),
      { numRuns: 10_000, seed: SEED },
    );
  });

  it("[C-17] holds everything until a snapshot says where it stands, then applies what lies beyond it", () => {
    let state = emptyStream;
    for (const seq of [5, 3, 4]) state = accept(state, entry(seq)).state;
    const seeded = seed(state, { epoch: "a", seq: 3 });
    expect(seeded.apply.map((e) => e.seq)).toEqual([4, 5]);
    expect(seeded.state.cursor).toEqual({ epoch: "a", seq: 5 });
  });

  it("I8: what is held on a phone whose gap never fills is bounded", () => {
    let state = seed(emptyStream, { epoch: "a", seq: 0 }).state;
    for (let seq = 2; seq < 1_500; seq++) state = accept(state, entry(seq)).state;
    expect(state.held.size).toBeLessThanOrEqual(1_000);
    expect(accept(state, entry(1)).apply[0]?.seq).toBe(1);
  });

  it("compares cursors of one log only", () => {
    expect(reaches({ epoch: "a", seq: 4 }, { epoch: "a", seq: 4 })).toBe(true);
    expect(reaches({ epoch: "a", seq: 3 }, { epoch: "a", seq: 4 })).toBe(false);
    expect(reaches({ epoch: "b", seq: 9 }, { epoch: "a", seq: 4 })).toBe(false);
    expect(reaches(null, { epoch: "a", seq: 0 })).toBe(false);
  });
});
