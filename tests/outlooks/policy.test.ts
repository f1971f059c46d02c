import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, weekdayOf } from "@/lib/i18n/days";
import type { OutingDay } from "@/lib/outlooks/contract";
import { type Outlook, outlookOf } from "@/lib/outlooks/policy";
import { Chance } from "../harness/chance";

const SATURDAY = "2026-11-21";
const [OPEN, CLOSE] = [6 * 60, 18 * 60];
const last = (n: number, minutes: readonly number[], step = 7): OutingDay[] =>
  Array.from({ length: n }, (_, i) => ({ day: addDays(SATURDAY, -step * (i + 1)), minutes: [...minutes] }));
const at = (place: number, more: object = {}) => ({ day: SATURDAY, minute: 600, place, today: [], ...more });

/** A day with outings at random: busier or quieter as a whole, and denser in the morning. */
function randomDay(chance: Chance, day: string): OutingDay {
  const busy = 0.4 + chance.next() + chance.next();
  const minutes: number[] = [];
  for (let m = OPEN; m < CLOSE; m++) {
    const rate = busy * (m < 720 ? 0.06 : 0.03);
    if (chance.next() < rate) minutes.push(m);
  }
  return { day, minutes };
}
const known = (outlook: Outlook) => {
  if (!outlook.known) throw new Error("too few days");
  return outlook;
};

describe("whether it is worth staying", () => {
  it("is what became of the same place at the same hour of the same weekday", () => {
    const days = last(8, [590, 610, 640, 700]);
    expect(outlookOf(at(2, { today: [595] }), days)).toMatchObject({
      ...{ known: true, days: 8, alike: "weekday", chance: 1, early: 640, middle: 640, late: 640, pace: 1 },
    });
    expect(outlookOf(at(4, { today: [595] }), days)).toMatchObject({ chance: 0, early: null, late: null });
  });

  it("says that it does not know where too few days are like today", () => {
    expect(outlookOf(at(1), last(3, [700]))).toEqual({ known: false, days: 3 });
    expect(
      outlookOf(
        at(1),
        last(40, [700], 1).filter(({ day }) => weekdayOf(day) % 6 !== 0),
      ),
    ).toEqual({
      ...{ known: false, days: 0 },
    });
  });

  it("asks the other day of the weekend where the weekday alone is too rare", () => {
    const outlook = outlookOf(at(1, { today: [] }), last(21, [700], 1));
    expect(outlook).toMatchObject({ known: true, alike: "weekend", days: 6, chance: 1 });
  });

  it("follows today's pace", () => {
    const days = last(8, [520, 540, 560, 580, 610, 640, 700, 720]);
    const slow = known(outlookOf(at(2, { today: [] }), days));
    const fast = known(outlookOf(at(2, { today: [510, 520, 530, 540, 550, 560, 570, 580] }), days));
    expect([slow.pace < 1, fast.pace > 1]).toEqual([true, true]);
    expect(fast.middle ?? 0).toBeLessThan(slow.middle ?? Number.POSITIVE_INFINITY);
  });

  it("never gives a place further back a better chance or an earlier window", () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const day = fc.array(minute, { maxLength: 30 }).map((ms) => ms.sort((a, b) => a - b));
    const days = fc.array(day, { minLength: 6, maxLength: 12 });
    fc.assert(
      fc.property(days, minute, day, fc.integer({ min: 1, max: 20 }), (all, now, today, place) => {
        const past = all.map((minutes, i) => ({ day: addDays(SATURDAY, -7 * (i + 1)), minutes }));
        const near = known(outlookOf(at(place, { minute: now, today }), past));
        const far = known(outlookOf(at(place + 1, { minute: now, today }), past));
        expect(far.chance).toBeLessThanOrEqual(near.chance);
        for (const part of ["early", "middle", "late"] as const) {
          const [n, f] = [near[part] ?? 1e9, far[part] ?? 1e9];
          expect(f).toBeGreaterThanOrEqual(n);
          expect(near[part] === null || near[part] > now).toBe(true);
        }
      }),
    );
  });

  it("keeps its word: of what it calls 80 %, about 80 % go out, and eight of ten within the window", () => {
    const chance = new Chance(20261120);
    const buckets = new Map<number, { said: number; went: number; n: number }>();
    let [inside, windows] = [0, 0];
    for (let round = 0; round < 3_000; round++) {
      const past = Array.from({ length: 8 }, (_, i) => randomDay(chance, addDays(SATURDAY, -7 * (i + 1))));
      const { minutes } = randomDay(chance, SATURDAY);
      const minute = 7 * 60 + chance.upTo(8 * 60);
      const place = chance.upTo(25);
      const today = minutes.filter((m) => m <= minute);
      const outlook = known(outlookOf({ day: SATURDAY, minute, place, today }, past));
      const went = minutes.filter((m) => m > minute)[place - 1];
      const bucket = Math.min(4, Math.floor(outlook.chance * 5));
      const seen = buckets.get(bucket) ?? { said: 0, went: 0, n: 0 };
      seen.said += outlook.chance;
      seen.went += went === undefined ? 0 : 1;
      seen.n += 1;
      buckets.set(bucket, seen);
      if (outlook.early !== null && outlook.late !== null) {
        windows += 1;
        if (went !== undefined && went >= outlook.early && went <= outlook.late) inside += 1;
      }
    }
    for (const { said, went, n } of buckets.values()) {
      if (n > 100) expect(Math.abs(said - went) / n).toBeLessThan(0.12);
    }
    expect(inside / windows).toBeGreaterThan(0.65);
    expect(inside / windows).toBeLessThan(0.95);
  });
});
