import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOf, instantOf, minuteOf, weekdayOf } from "@/lib/i18n/days";

const at = (day: string, clock: string, zone: string) => new Date(instantOf(day, clock, zone)).toISOString();
const ZONES = [
  "America/Bogota",
  "America/New_York",
  "Europe/Madrid",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  "UTC",
];

describe("a club's days", () => {
  it("are those of its own clock, wherever the server stands", () => {
    expect(dayOf(Date.parse("2026-11-21T04:59:59.999Z"), "America/Bogota")).toBe("2026-11-20");
    expect(dayOf(Date.parse("2026-11-21T05:00:00.000Z"), "America/Bogota")).toBe("2026-11-21");
    expect(minuteOf(Date.parse("2026-11-20T18:15:30.000Z"), "Asia/Kathmandu")).toBe(0);
    expect(at("2026-11-20", "20:00", "America/Bogota")).toBe("2026-11-21T01:00:00.000Z");
    expect([weekdayOf("2026-11-22"), addDays("2026-02-28", 1), addDays("2026-01-01", -1)]).toEqual([
      0,
      "2026-03-01",
      "2025-12-31",
    ]);
  });

  it("keep their hour over the change of the clocks", () => {
    expect(at("2026-03-28", "20:00", "Europe/Madrid")).toBe("2026-03-28T19:00:00.000Z");
    expect(at("2026-03-29", "20:00", "Europe/Madrid")).toBe("2026-03-29T18:00:00.000Z");
    expect(at("2026-10-25", "20:00", "Europe/Madrid")).toBe("2026-10-25T19:00:00.000Z");
  });

  it("an hour that comes twice is the first, one that is leapt over as much later", () => {
    expect(at("2026-10-25", "02:30", "Europe/Madrid")).toBe("2026-10-25T00:30:00.000Z");
    expect(at("2026-03-29", "02:30", "Europe/Madrid")).toBe("2026-03-29T01:30:00.000Z");
  });

  it("whatever the zone, an instant is found again on its day, and later days are later", () => {
    const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays("2024-01-01", n));
    const clock = fc
      .integer({ min: 0, max: 1_439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), day, clock, (zone, d, c) => {
        const ms = instantOf(d, c, zone);
        expect(dayOf(ms, zone)).toBe(d);
        expect(instantOf(addDays(d, 1), c, zone)).toBeGreaterThan(ms);
      }),
    );
  });
});
