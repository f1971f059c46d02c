import { describe, expect, it } from "vitest";
import { addPoint, type SystemPoint } from "../../hooks/system-history";
import { busyMorning } from "./system-figures";

const NOON = Date.parse("2026-11-20T12:00:00.000Z");
const SECOND = 1_000;
const told = (at: number, total: number) => {
  const stats = busyMorning({ at: new Date(at).toISOString() });
  return { ...stats, connections: { ...stats.connections, total } };
};
/** What a page knows after hearing of these moments, in seconds after noon; connections count the moments. */
const hearing = (...seconds: number[]) =>
  seconds.reduce<readonly SystemPoint[]>(
    (history, second, i) => addPoint(history, told(NOON + second * SECOND, i + 1)),
    [],
  );
const brief = (history: readonly SystemPoint[]) =>
  history.map(({ at, connections }) => [(at - NOON) / SECOND, connections]);

describe("what a page of the system remembers", () => {
  it("[R-10] is the latest value, and one every ten seconds before it", () => {
    expect(brief(hearing(0, 2, 4, 6, 8, 10, 12, 14))).toEqual([
      [0, 1],
      [10, 6],
      [14, 8],
    ]);
  });

  it("[R-10] is half an hour, however long the page stays open", () => {
    const seconds = Array.from({ length: 3_600 }, (_, i) => i * 2);
    const history = hearing(...seconds);
    expect(history.length).toBeLessThanOrEqual(182);
    expect((history.at(-1)?.at ?? 0) - (history[0]?.at ?? 0)).toBeLessThanOrEqual(30 * 60 * SECOND);
    expect((history.at(-1)?.at ?? 0) - (history[0]?.at ?? 0)).toBeGreaterThan(29 * 60 * SECOND);
  });

  it("[R-10] has a hole where nothing was heard, so that no line invents what happened", () => {
    expect(brief(hearing(0, 12, 40, 42))).toEqual([
      [0, 1],
      [12, 2],
      [12.001, null],
      [40, 3],
      [42, 4],
    ]);
    expect(brief(hearing(0, 5, 10, 15)).every(([, connections]) => connections !== null)).toBe(true);
  });

  it("takes nothing twice and nothing that is older", () => {
    const history = hearing(0, 12);
    expect(addPoint(history, told(NOON + 12 * SECOND, 9))).toBe(history);
    expect(addPoint(history, told(NOON + 4 * SECOND, 9))).toBe(history);
  });

  it("keeps the percentiles of both ways, and null for what was not measured", () => {
    const stats = busyMorning({ delivery: null });
    expect(addPoint([], stats)).toEqual([
      {
        at: Date.parse(stats.at),
        connections: 103,
        commitToEmit: stats.latency.commitToEmit,
        delivery: null,
      },
    ]);
  });
});
