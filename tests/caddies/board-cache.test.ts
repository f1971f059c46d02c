import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyEnvelope,
  type BoardCache,
  type BoardChange,
  cacheFromSnapshot,
  changedCaddies,
  neverRewind,
  withChanges,
  withoutCursors,
} from "../../hooks/board-cache";
import { findCaddie } from "../../lib/caddies/reducer";
import { caddieId, PaperYard } from "./paper-yard";

const cacheOf = (yard: PaperYard) => cacheFromSnapshot(yard.snapshot());
const hear = (cache: BoardCache, yard: PaperYard, streams?: string[]) =>
  yard.sent.filter((e) => !streams || streams.includes(e.stream)).reduce(applyEnvelope, cache);

function tap(opId: string, intention: BoardChange["intention"]): BoardChange {
  return { opId, intention, at: "2026-11-20T16:00:00.000Z", method: "PATCH", path: "/", name: "" };
}

/** Some changes in all lists, moves between them too. */
function busy(yard: PaperYard, picks: readonly number[]): void {
  for (const pick of picks) {
    const id = caddieId(pick % 6);
    const row = yard.rows.get(id);
    if (!row) continue;
    if (pick % 5 === 0) yard.phone(id, `+57 31${pick}`);
    if (pick % 3 === 0) yard.moveTo(id, (pick % 2) + 1, null);
    else yard.status(id, row.status === "Disponible" ? "En campo" : "Disponible");
  }
}

describe("the page's board", () => {
  it("[R-16] never goes back: a snapshot that was fetched while events came in takes nothing away", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(11)), fc.array(fc.nat(11)), (early, late) => {
        const yard = new PaperYard(2);
        const first = cacheOf(yard);
        busy(yard, early);
        const fetched = cacheOf(yard);
        busy(yard, late);
        const merged = neverRewind(hear(first, yard), fetched);
        expect(merged.board).toEqual(cacheOf(yard).board);
        expect(merged.cursors).toEqual(yard.cursors());
      }),
    );
  });

  it("[R-16] takes from a snapshot what it has not heard, list by list", () => {
    const yard = new PaperYard(2);
    const first = cacheOf(yard);
    yard.status(caddieId(0), "En campo");
    yard.status(caddieId(2), "En campo");
    const behind = hear(first, yard, ["list-1"]);
    const merged = neverRewind(behind, cacheOf(yard));
    expect(merged.board).toEqual(cacheOf(yard).board);
    expect(merged.cursors["list-2"]?.seq).toBe(1);
  });

  it("I11: takes the snapshot of another epoch whatever its number", () => {
    const yard = new PaperYard(2);
    const first = cacheOf(yard);
    yard.status(caddieId(0), "En campo");
    const { data } = new PaperYard(2).snapshot();
    const restored = cacheFromSnapshot({ data, cursors: { "list-1": { epoch: "new", seq: 0 } } });
    const merged = neverRewind(hear(first, yard), restored);
    expect(findCaddie(merged.board, caddieId(0))?.status).toBe("Disponible");
    expect(merged.cursors["list-1"]).toEqual({ epoch: "new", seq: 0 });
  });

  it("[C-05] drops the lists that the snapshot no longer names", () => {
    const yard = new PaperYard(1);
    const { data, cursors } = yard.snapshot();
    const own = cacheFromSnapshot({
      data: data.filter((c) => c.listNumber === 2),
      cursors: Object.fromEntries(Object.entries(cursors).filter(([name]) => name === "list-2")),
    });
    expect(Object.keys(neverRewind(cacheOf(yard), own).board.lists)).toEqual(["2"]);
  });

  it("[C-17] after a reset the snapshot wins even with a smaller number", () => {
    const yard = new PaperYard(1);
    const fresh = cacheOf(yard);
    yard.status(caddieId(0), "En campo");
    const reset = withoutCursors(hear(fresh, yard), ["list-1"]);
    expect(findCaddie(neverRewind(reset, fresh).board, caddieId(0))?.status).toBe("Disponible");
  });

  it("[C-17] an event with one missing before it is refused, one already heard is nothing new", () => {
    const yard = new PaperYard(1);
    const cache = cacheOf(yard);
    yard.status(caddieId(0), "En campo");
    yard.status(caddieId(0), "Disponible");
    const [one, two] = yard.sent;
    if (!one || !two) throw new Error("the yard was silent");
    expect(() => applyEnvelope(cache, two)).toThrow(/came after/);
    const applied = applyEnvelope(cache, one);
    expect(applyEnvelope(applied, one)).toBe(applied);
    expect(applyEnvelope(cache, { ...one, stream: "list-77" })).toBe(cache);
  });

  it("an event that this page is too old to know moves the cursor and nothing else", () => {
    const yard = new PaperYard(1);
    const cache = cacheOf(yard);
    yard.status(caddieId(0), "En campo");
    const [one] = yard.sent;
    if (!one) throw new Error("the yard was silent");
    const applied = applyEnvelope(cache, { ...one, event: "caddie:promoted" });
    expect(applied.board).toBe(cache.board);
    expect(applied.cursors["list-1"]?.seq).toBe(1);
  });

  it("[R-08] a tap is shown until its event is heard, and never twice", () => {
    const yard = new PaperYard(3);
    const cache = cacheOf(yard);
    const ids = [0, 1, 2].map(caddieId);
    const move = tap("op-1", { kind: "place", caddieId: caddieId(0), listNumber: 1, position: null });
    const shown = withChanges(cache, [move]);
    expect(shown.lists[1]?.queue).toEqual([ids[1], ids[2], ids[0]]);
    expect(cache.board.lists[1]?.queue).toEqual(ids);
    yard.moveTo(caddieId(0), 1, null, "op-1");
    yard.moveTo(caddieId(1), 1, null);
    const heard = hear(cache, yard);
    expect(heard.ops).toEqual(["op-1"]);
    expect(withChanges(heard, [move]).lists[1]?.queue).toEqual([ids[2], ids[0], ids[1]]);
  });

  it("[R-09] taps in a row are shown one on top of the other", () => {
    const cache = cacheOf(new PaperYard(2));
    const taps = [
      tap("a", { kind: "status", caddieId: caddieId(0), status: "En campo" }),
      tap("b", { kind: "status", caddieId: caddieId(0), status: "Disponible" }),
      tap("c", { kind: "status", caddieId: caddieId(1), status: "Ausente" }),
    ];
    const board = withChanges(cache, taps);
    expect(board.lists[1]?.queue).toEqual([caddieId(0)]);
    expect(findCaddie(board, caddieId(0))?.recentTurns).toHaveLength(1);
  });

  it("[R-18] knows who changed: he, and not those who only closed up", () => {
    const yard = new PaperYard(3);
    const before = cacheOf(yard);
    yard.status(caddieId(0), "En campo");
    expect(changedCaddies(before.board, hear(before, yard).board)).toEqual([caddieId(0)]);
    expect(changedCaddies(before.board, cacheOf(yard).board)).toEqual([caddieId(0)]);
    expect(changedCaddies(before.board, before.board)).toEqual([]);
  });
});
