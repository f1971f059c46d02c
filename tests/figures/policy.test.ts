import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canSeeFigures, evennessOf } from "@/lib/figures/policy";

const turns = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 60 });

describe("how evenly something was shared out", () => {
  it("is none of nobody, 0 where all have the same or nothing, and nearly 1 where one has all", () => {
    expect(evennessOf([])).toBeNull();
    expect(evennessOf([3, 3, 3])).toMatchObject({ least: 3, most: 3, mean: 3, gini: 0 });
    expect(evennessOf([0, 0])?.gini).toBe(0);
    expect(evennessOf([0, 0, 0, 40])?.gini).toBeCloseTo(0.75);
  });

  it("is half the mean difference of two of them, as a part of the mean", () => {
    fc.assert(
      fc.property(turns, (xs) => {
        const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
        const pairs = xs.flatMap((a) => xs.map((b) => Math.abs(a - b)));
        const expected = mean === 0 ? 0 : pairs.reduce((a, b) => a + b, 0) / pairs.length / (2 * mean);
        expect(evennessOf(xs)?.gini).toBeCloseTo(expected, 9);
      }),
    );
  });

  it("does not grow when the one who has most gives a turn to the one who has least", () => {
    fc.assert(
      fc.property(turns, (xs) => {
        const sorted = [...xs].sort((a, b) => a - b);
        const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
        if (most - least < 2) return;
        const given = [least + 1, ...sorted.slice(1, -1), most - 1];
        expect(evennessOf(given)?.gini ?? 0).toBeLessThanOrEqual((evennessOf(xs)?.gini ?? 0) + 1e-12);
      }),
    );
  });

  it("figures are seen by admins, and a caddie's own by himself", () => {
    expect(canSeeFigures({ role: "ADMIN", caddieId: null }, undefined)).toBe(true);
    expect(canSeeFigures({ role: "CADDIE", caddieId: "a" }, "a")).toBe(true);
    expect(canSeeFigures({ role: "CADDIE", caddieId: "a" }, "b")).toBe(false);
    expect(canSeeFigures({ role: "JUDGE", caddieId: null }, undefined)).toBe(false);
  });
});
