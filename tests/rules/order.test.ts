import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EndPlacement, placeAtEnds, type Ranked, rankAt, rankBy } from "@/lib/caddies/policy";
import { arrivalOf, type Fact, isLate, orderOf, rulesFrom } from "@/lib/rules/policy";
import { DEFAULT_RULES, type Rules } from "@/lib/rules/vocabulary";

const bytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const plan = fc.array(
  fc.record({ place: fc.option(fc.integer({ min: 1, max: 20 })), queued: fc.boolean() }),
  { maxLength: 25 },
);
/** A list as it grows, by rank. */
function grown(steps: { place: number | null; queued: boolean }[]): Ranked[] {
  const order: Ranked[] = [];
  for (const { place, queued } of steps) {
    order.push({ rank: rankAt(order, place), queued });
    order.sort((a, b) => bytes(a.rank, b.rank));
  }
  return order;
}
const ENDS: EndPlacement[] = ["end", "front", "kept", "after_present"];

describe("[C-21] a placement", () => {
  it("from the ends of a list is the very one from the whole list, and tells the place that it is", () => {
    fc.assert(
      fc.property(plan, fc.constantFrom(...ENDS), fc.integer({ min: 1, max: 20 }), (steps, placement, at) => {
        const others = grown(steps);
        const rank = rankAt(others, at);
        const waiting = others.filter(({ queued }) => queued);
        const last = waiting.at(-1)?.rank ?? null;
        const ends = {
          first: others[0]?.rank ?? null,
          last: others.at(-1)?.rank ?? null,
          lastQueued: last,
          afterQueued: (last && others.find((o) => o.rank > last)?.rank) || null,
          queued: waiting.length,
          ahead: waiting.filter((o) => o.rank < rank).length,
        };
        const placed = placeAtEnds(ends, rank, placement);
        expect(placed.rank).toBe(rankBy(others, { rank, position: null }, placement));
        const before = waiting.filter((o) => o.rank < placed.rank).length;
        expect(placed.position).toBe(before + 1);
      }),
      { numRuns: 500 },
    );
  });

  it("so many places back is so many places back, and the end at most", () => {
    const queue = (["a", "b", "c", "d"] as const).map((caddieId, i): Fact => {
      const rank = `a${i}`;
      return { kind: "stands", caddieId, rank, queued: true, rule: null };
    });
    const queueAfter = (rules: Partial<Rules>, ...facts: Fact[]) =>
      orderOf([...queue, ...facts], { ...DEFAULT_RULES, ...rules }).map(({ caddieId }) => caddieId);
    const skip: Fact = { kind: "skipped", caddieId: "a" };
    expect(queueAfter({ skipTo: { places: 2 } }, skip).join("")).toBe("bcad");
    expect(queueAfter({ skipTo: { places: 9 } }, skip).join("")).toBe("bcda");
    expect(queueAfter({ skipTo: "end" }, skip).join("")).toBe("bcda");
    const missing: Fact = { kind: "no_show", caddieId: "b" };
    expect(queueAfter({ noShowTo: { places: 1 } }, missing).join("")).toBe("acbd");
    expect(queueAfter({ noShowTo: "absent" }, missing).join("")).toBe("acd");
  });
});

describe("[C-21] the order of a day", () => {
  const names = ["ana", "beto", "ciro", "dora"];
  const morning = names.map((caddieId, i): Fact => {
    return { kind: "stands", caddieId, rank: `a${i}`, queued: true, rule: null };
  });
  const orderAfter = (rules: Partial<Rules>, ...facts: Fact[]) =>
    orderOf([...morning, ...facts], { ...DEFAULT_RULES, ...rules });
  const left = (caddieId: string): Fact => ({ kind: "left", caddieId });
  const returned = (caddieId: string, requested = false): Fact => ({ kind: "returned", caddieId, requested });

  it("names for each place the rule that gave it", () => {
    expect(orderAfter({}, left("ana"), returned("ana"))).toEqual([
      { caddieId: "beto", place: 1, rule: null },
      { caddieId: "ciro", place: 2, rule: null },
      { caddieId: "dora", place: 3, rule: null },
      { caddieId: "ana", place: 4, rule: "end_of_list" },
    ]);
    expect(orderAfter({ returnTo: "front" }, left("dora"), returned("dora"))[0]).toEqual({
      caddieId: "dora",
      place: 1,
      rule: "front_of_list",
    });
    expect(orderAfter({ returnTo: "kept" }, left("beto"), returned("beto"))[1]).toEqual({
      caddieId: "beto",
      place: 2,
      rule: "place_kept",
    });
  });

  it("whoever was asked for by a member has his place again, beside those who stood beside him", () => {
    const facts = [left("ciro"), left("ana"), returned("ana"), returned("ciro", true)];
    expect(orderAfter({}, ...facts).map(({ caddieId }) => caddieId)).toEqual(["beto", "ciro", "dora", "ana"]);
  });

  it("whoever comes after the call is late, and goes where the rule for the late says", () => {
    const rules = { callAt: "06:00", lateTo: "after_present", absentTo: "kept" } as const;
    const arrived = (at: string): Fact => ({ kind: "arrived", caddieId: "ana", at, absentSince: "00:00" });
    const home = [left("ana"), left("dora")];
    const late = orderAfter(rules, ...home, arrived("06:01"));
    expect(late.map(({ caddieId }) => caddieId)).toEqual(["beto", "ciro", "ana"]);
    expect(late[2]?.rule).toBe("after_present");
    // Whoever is out keeps a rank behind him.
    expect(orderAfter(rules, ...home, arrived("06:01"), returned("dora", true))[2]?.caddieId).toBe("ana");
    expect(orderAfter(rules, ...home, arrived("05:59"))[0]?.caddieId).toBe("ana");
  });

  it("a day begins by name where the rule says so, and as the day before left it where it does not", () => {
    const day: Fact = { kind: "day", names: new Map(names.map((name) => [name, name])) };
    const shuffled: Fact = { kind: "placed", caddieId: "ciro", position: 1 };
    const ids = (orderMode: Rules["orderMode"], ...facts: Fact[]) =>
      orderAfter({ orderMode }, shuffled, ...facts).map(({ caddieId }) => caddieId);
    const stands = ["ciro", "ana", "beto", "dora"];
    for (const mode of ["rotation", "draw", "manual"] as const) expect(ids(mode, day)).toEqual(stands);
    expect(ids("ascending", day)).toEqual(names);
    expect(ids("descending", day)).toEqual(names.toReversed());
    // Whoever is away then comes later, as his own rule says.
    const home: Fact = { kind: "arrived", caddieId: "ana", at: "07:00", absentSince: "00:00" };
    expect(ids("ascending", left("ana"), day, home)).toEqual(["beto", "ciro", "dora", "ana"]);
    const kept = { orderMode: "descending", absentTo: "kept" } as const;
    const evening = [left("ana"), left("dora"), day, home];
    expect(orderAfter(kept, ...evening).map(({ caddieId }) => caddieId)).toEqual(["ciro", "beto", "ana"]);
    const byRule = orderAfter({ orderMode: "ascending" }, shuffled, day).map(({ rule }) => rule);
    expect(byRule).toEqual(["day_order", "day_order", "day_order", null]);
  });

  it("what is taken back was never there", () => {
    const taken: Fact = { kind: "undone", caddieId: "ana", rank: "zz", queued: true };
    expect(orderAfter({}, left("ana"), taken)[0]).toEqual({
      caddieId: "ana",
      place: 1,
      rule: "place_restored",
    });
    const placed: Fact = { kind: "placed", caddieId: "ana", position: 4 };
    expect(orderAfter({}, placed, taken)[0]?.caddieId).toBe("ana");
    const newcomer: Fact = { kind: "joined", caddieId: "elkin", position: null, queued: true };
    expect(orderAfter({}, newcomer, { ...taken, caddieId: "elkin" })).toHaveLength(4);
  });
});

describe("being late", () => {
  it("is an absence over the hour of the call, on the club's clock and day", () => {
    const bogota = "America/Bogota";
    const at = (since: string, now: string) => arrivalOf(new Date(since), new Date(now), bogota);
    const call = { callAt: "06:00" };
    expect(isLate(call, at("2026-11-19T23:00:00Z", "2026-11-20T11:01:00Z"))).toBe(true);
    expect(isLate(call, at("2026-11-19T23:00:00Z", "2026-11-20T11:00:00Z"))).toBe(false);
    // Went home after the call, and came back.
    expect(isLate(call, at("2026-11-20T15:00:00Z", "2026-11-20T18:00:00Z"))).toBe(false);
    expect(isLate({ callAt: null }, at("2026-11-19T23:00:00Z", "2026-11-20T18:00:00Z"))).toBe(false);
  });
});

it("a list that nobody has decided anything for lives as it did before there were rules", () => {
  expect(rulesFrom({})).toEqual(DEFAULT_RULES);
  expect(rulesFrom('{"returnTo": "front"}')).toEqual({ ...DEFAULT_RULES, returnTo: "front" });
});
