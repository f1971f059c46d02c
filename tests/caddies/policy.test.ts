import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canManageCaddies,
  canSeeList,
  canSeePhone,
  canSeeTurns,
  isLegalMove,
  type Ranked,
  rankAt,
  rankBeside,
} from "@/lib/caddies/policy";
import { CADDIE_STATUSES } from "@/lib/caddies/vocabulary";

describe("who may do what", () => {
  it("the caddie master alone changes the board", () => {
    expect([canManageCaddies({ role: "ADMIN" }), canManageCaddies({ role: "CADDIE" })]).toEqual([
      true,
      false,
    ]);
  });

  it("a list is seen by those who have it, whatever their role", () => {
    expect(canSeeList({ role: "CADDIE", lists: [2] }, 2)).toBe(true);
    expect(canSeeList({ role: "CADDIE", lists: [2] }, 1)).toBe(false);
    expect(canSeeList({ role: "ADMIN", lists: [] }, 1)).toBe(false);
  });

  it.each([canSeePhone, canSeeTurns])("numbers and turns are seen by the master and by himself", (rule) => {
    expect(rule({ role: "ADMIN", caddieId: null }, "a")).toBe(true);
    expect(rule({ role: "CADDIE", caddieId: "a" }, "a")).toBe(true);
    expect(rule({ role: "CADDIE", caddieId: "b" }, "a")).toBe(false);
    expect(rule({ role: "CADDIE", caddieId: null }, "a")).toBe(false);
  });

  it("nobody goes out but from Disponible", () => {
    const legal = CADDIE_STATUSES.flatMap((from) =>
      CADDIE_STATUSES.filter((to) => isLegalMove(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(legal).toEqual([
      "Disponible → En campo",
      "Disponible → Ausente",
      "En campo → Disponible",
      "En campo → Ausente",
      "Ausente → Disponible",
    ]);
  });
});

describe("ranks", () => {
  /** A list as it grows: each step puts one more in at a place, queued or out. */
  const steps = fc.array(
    fc.record({ place: fc.option(fc.integer({ min: 1, max: 30 })), queued: fc.boolean() }),
    {
      maxLength: 40,
    },
  );
  const bytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  function insert(order: readonly Ranked[], rank: string, queued: boolean): Ranked[] {
    return [...order, { rank, queued }].sort((a, b) => bytes(a.rank, b.rank));
  }
  const grown = (plan: { place: number | null; queued: boolean }[]) =>
    plan.reduce<Ranked[]>((order, { place, queued }) => insert(order, rankAt(order, place), queued), []);

  it("a place is exactly the place, and no two ranks are equal", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 40 }), (plan, place) => {
        const order = grown(plan);
        expect(new Set(order.map(({ rank }) => rank)).size).toBe(order.length);
        const rank = rankAt(order, place);
        const queue = insert(order, rank, true).filter(({ queued }) => queued);
        expect(queue.findIndex((one) => one.rank === rank) + 1).toBe(Math.min(place, queue.length));
      }),
    );
  });

  it("the end is behind everybody, those who are out too", () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const order = grown(plan);
        const rank = rankAt(order, null);
        expect(order.every((one) => one.rank < rank)).toBe(true);
      }),
    );
  });

  it("a rank is given back as it was, or directly behind its new owner", () => {
    fc.assert(
      fc.property(steps, fc.nat(), (plan, pick) => {
        const order = grown(plan);
        const free = rankAt(order, 1);
        expect(rankBeside(order, free)).toBe(free);
        const taken = order[pick % Math.max(order.length, 1)]?.rank;
        if (taken === undefined) return;
        const rank = rankBeside(order, taken);
        const ranks = insert(order, rank, true).map((one) => one.rank);
        expect(ranks.indexOf(rank)).toBe(ranks.indexOf(taken) + 1);
        expect(new Set(ranks).size).toBe(ranks.length);
      }),
    );
  });
});
