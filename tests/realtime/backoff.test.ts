import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Backoff } from "../../lib/realtime/backoff";

const waits = (random: () => number, count: number) => {
  const backoff = new Backoff(random);
  return Array.from({ length: count }, () => backoff.next());
};

describe("the wait before the next attempt", () => {
  it("[C-15] doubles from 300 ms to 5 s", () => {
    expect(waits(() => 0.5, 7)).toEqual([300, 600, 1200, 2400, 4800, 5000, 5000]);
  });

  it("[C-15] is spread by 80 % around that, and never above 5 s", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        (chance, count) => {
          const base = Math.min(300 * 2 ** (count - 1), 5_000);
          const last = waits(() => chance, count).at(-1) ?? 0;
          expect(last).toBeGreaterThanOrEqual(Math.floor(base * 0.2));
          expect(last).toBeLessThanOrEqual(Math.min(base * 1.8 + 1, 5_000));
        },
      ),
    );
  });

  it("[C-15] at the cap a club's phones still come one by one, not all in one instant", () => {
    const spread = new Set<number>();
    for (let phone = 0; phone < 100; phone++) {
      const backoff = new Backoff(() => phone / 100);
      for (let i = 0; i < 9; i++) backoff.next();
      spread.add(Math.floor(backoff.next() / 100));
    }
    expect(spread.size).toBeGreaterThan(30);
  });

  it("begins anew after a reset", () => {
    const backoff = new Backoff(() => 0.5);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(300);
  });
});
