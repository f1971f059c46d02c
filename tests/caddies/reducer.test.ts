import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cacheFromSnapshot, caddieEventOf } from "../../hooks/board-cache";
import { type Intention, predict } from "../../hooks/predict";
import type { CaddieStatus } from "../../lib/caddies/contract";
import { isLegalMove } from "../../lib/caddies/policy";
import {
  type Board,
  type BoardCaddie,
  caddiesOf,
  findCaddie,
  placeOf,
  reduceBoard,
} from "../../lib/caddies/reducer";
import { DEFAULT_RULES } from "../../lib/rules/vocabulary";
import { caddieId, PaperYard } from "./paper-yard";

const PER_LIST = 4;
const boardOf = (yard: PaperYard) => cacheFromSnapshot(yard.snapshot()).board;

/** Applies what the yard has sent since `from`. */
function heard(board: Board, yard: PaperYard, from = 0): Board {
  return yard.sent.slice(from).reduce((b, envelope) => {
    const event = caddieEventOf(envelope);
    return event ? reduceBoard(b, event) : b;
  }, board);
}

type Change =
  | { kind: "status"; n: number; status: CaddieStatus }
  | { kind: "group"; n: number; others: number[]; holes: 9 | 18 | null }
  | { kind: "place"; n: number; listNumber: number; position: number | null }
  | { kind: "name"; n: number; name: string }
  | { kind: "call"; n: number; called: boolean }
  | { kind: "skip" | "noShow"; n: number }
  | { kind: "remove"; n: number };

const who = fc.nat(PER_LIST * 3 - 1);
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("status" as const),
      n: who,
      status: fc.constantFrom<CaddieStatus>("Disponible", "En campo", "Ausente"),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("place" as const),
      n: who,
      listNumber: fc.integer({ min: 1, max: 3 }),
      position: fc.option(fc.integer({ min: 1, max: 8 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("name" as const), n: who, name: fc.string({ minLength: 1 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), n: who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("group" as const),
      n: who,
      others: fc.array(who, { minLength: 1, maxLength: 3 }),
      holes: fc.constantFrom<9 | 18 | null>(9, 18, null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("call" as const), n: who, called: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom<"skip" | "noShow">("skip", "noShow"), n: who }),
  },
);

/** Makes the change in the yard, and says what a tap for it intends; null where it is not possible. */
function make(yard: PaperYard, c: Change): Intention | null {
  const id = caddieId(c.n);
  const row = yard.rows.get(id);
  if (!row) return null;
  if (c.kind === "status") {
    if (!isLegalMove(row.status, c.status)) return null;
    yard.status(id, c.status);
    return { kind: "status", caddieId: id, status: c.status };
  }
  if (c.kind === "place") {
    const { listNumber, position } = c;
    yard.moveTo(id, listNumber, position);
    return { kind: "place", caddieId: id, listNumber, position };
  }
  if (c.kind === "group") {
    const caddieIds = [...new Set([c.n, ...c.others].map(caddieId))];
    const turn = { holes: c.holes, requested: c.holes === 9 ? {} : undefined };
    if (caddieIds.some((one) => yard.rows.get(one)?.status !== "Disponible")) return null;
    for (const one of caddieIds) yard.status(one, "En campo", undefined, turn);
    return { kind: "group", caddieIds, turn };
  }
  if (c.kind === "call" || c.kind === "skip" || c.kind === "noShow") {
    if (row.status !== "Disponible") return null;
    if (c.kind === "call") {
      if ((row.calledAt !== null) === c.called) return null;
      yard.call(id, c.called);
      return { kind: "call", caddieId: id, called: c.called };
    }
    yard.sendBack(id, c.kind);
    return { kind: c.kind, caddieId: id };
  }
  if (c.kind === "name") yard.rename(id, c.name);
  else yard.remove(id);
  return c.kind === "name" ? { kind: "name", caddieId: id, name: c.name } : { kind: "remove", caddieId: id };
}

const turnOf = ({ turn }: BoardCaddie) =>
  turn && `${turn.holes} ${turn.requested} ${turn.expectedBackAt !== null}`;

/** What a person sees: who is where and in which state; no times, no versions, no turn's id. */
const seen = (board: Board) =>
  Object.entries(board.lists).map(([number, { caddies, queue }]) => ({
    number,
    queue,
    caddies: Object.values(caddies)
      .map(
        (c) =>
          `${c.id} ${c.name} ${c.status} ${c.listNumber} ${c.recentTurns.length} ${c.calledAt !== null} ${turnOf(c)}`,
      )
      .sort(),
  }));

describe("the board's reducer", () => {
  it("I5 [C-13] [C-21]: the snapshot and the events after it make the board of a fresh snapshot", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const yard = new PaperYard(PER_LIST);
        const before = boardOf(yard);
        for (const c of changes) make(yard, c);
        const after = heard(before, yard);
        expect(after.lists).toEqual(boardOf(yard).lists);
      }),
      { numRuns: 500 },
    );
  });

  it("[C-17] whatever was heard before changes nothing when it is heard again", () => {
    const staying = change.filter((c) => c.kind === "status" || c.kind === "name");
    fc.assert(
      fc.property(fc.array(staying, { minLength: 1, maxLength: 25 }), (changes) => {
        const yard = new PaperYard(PER_LIST);
        for (const c of changes) make(yard, c);
        const board = boardOf(yard);
        expect(heard(board, yard).lists).toEqual(board.lists);
      }),
      { numRuns: 300 },
    );
  });

  it("[R-08] a tap shows what the server's word will show", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 20 }), (changes) => {
        const yard = new PaperYard(PER_LIST);
        for (const c of changes) {
          const before = boardOf(yard);
          const from = yard.sent.length;
          const intention = make(yard, c);
          if (!intention) continue;
          const tapped = predict(before, intention, yard.now()).reduce(reduceBoard, before);
          expect(seen(tapped)).toEqual(seen(heard(before, yard, from)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("[R-08] an undo shows the caddie exactly where and as he stood", () => {
    const yard = new PaperYard(PER_LIST);
    const before = boardOf(yard);
    const id = caddieId(1);
    const caddie = findCaddie(before, id);
    const list = before.lists[1];
    if (!caddie || !list) throw new Error("the yard is empty");
    const restore: Intention = { kind: "restore", caddie, position: placeOf(list, id) };
    const made: ((yard: PaperYard) => void)[] = [
      (y) => y.status(id, "En campo"),
      (y) => y.moveTo(id, 1, 4),
      (y) => y.moveTo(id, 3, 1),
      (y) => y.remove(id),
    ];
    for (const make of made) {
      const changed = new PaperYard(PER_LIST);
      make(changed);
      const base = heard(before, changed);
      expect(seen(base)).not.toEqual(seen(before));
      expect(seen(predict(base, restore, yard.now()).reduce(reduceBoard, base))).toEqual(seen(before));
    }
  });

  it("[R-08] an undone group shows each exactly where and as he stood", () => {
    const yard = new PaperYard(PER_LIST);
    const before = boardOf(yard);
    const ids = [2, 0, 3].map(caddieId);
    const members = ids.flatMap((id) => {
      const caddie = findCaddie(before, id);
      const list = before.lists[1];
      return caddie && list ? [{ caddie, position: placeOf(list, id) }] : [];
    });
    for (const id of ids) yard.status(id, "En campo");
    const base = heard(before, yard);
    const undone = predict(base, { kind: "restoreGroup", members }, yard.now()).reduce(reduceBoard, base);
    expect(seen(undone)).toEqual(seen(before));
  });

  it("[C-09] a phone number comes by the admins' stream and by no list's", () => {
    const yard = new PaperYard(1);
    const before = boardOf(yard);
    yard.phone(caddieId(0), "+57 311 5555");
    const onList = yard.sent.filter((e) => e.stream === "list-1").flatMap((e) => caddieEventOf(e) ?? []);
    expect(onList.reduce(reduceBoard, before).phones).toEqual(before.phones);
    expect(heard(before, yard).phones[caddieId(0)]).toBe("+57 311 5555");
    expect(caddiesOf(heard(before, yard)).find((c) => c.id === caddieId(0))?.phoneNumber).toBe(
      "+57 311 5555",
    );
  });

  it("[C-03] an event of a list that is not on the board changes nothing", () => {
    const yard = new PaperYard(2);
    const { data, cursors } = yard.snapshot();
    const own = { "list-1": cursors["list-1"] ?? { epoch: "e", seq: 0 } };
    const { board } = cacheFromSnapshot({ data: data.filter((c) => c.listNumber === 1), cursors: own });
    yard.status(caddieId(3), "En campo");
    expect(heard(board, yard)).toBe(board);
  });

  it("[C-21] a whole order is taken at once, said twice it says the same, and who is out stays out of it", () => {
    const yard = new PaperYard(4);
    yard.status(caddieId(3), "En campo");
    const before = boardOf(yard);
    const order = [2, 0, 1].map((n) => ({ caddieId: caddieId(n), version: 2 }));
    const by = { id: caddieId(0), name: "Ana" };
    const facts = { listNumber: 1, mode: "draw", drawId: null, reason: null } as const;
    const data = { ...facts, order, by, timestamp: yard.now() };
    const event = { event: "list:reordered", stream: "list-1", data } as const;
    const after = reduceBoard(before, event);
    expect(after.lists[1]?.queue).toEqual([2, 0, 1].map(caddieId));
    expect(findCaddie(after, caddieId(2))).toMatchObject({ version: 2, updatedAt: yard.now() });
    expect(findCaddie(after, caddieId(3))).toEqual(findCaddie(before, caddieId(3)));
    expect(after.lists[2]).toBe(before.lists[2]);
    expect(reduceBoard(after, event)).toBe(after);
  });

  it("an empty list is a list all the same", () => {
    const { board } = cacheFromSnapshot({ data: [], cursors: { "list-4": { epoch: "e", seq: 0 } } });
    expect(board.lists).toEqual({ 4: { caddies: {}, queue: [], rules: DEFAULT_RULES } });
  });
});
