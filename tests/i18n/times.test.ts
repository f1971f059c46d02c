import { expect, test } from "vitest";
import { turnsTodayAndYesterday } from "@/components/caddies/board-view";
import { ageSpan, elapsed, folded, localTime, startOfDay, waitingSpan } from "@/lib/i18n/times";

const MINUTE = 60_000;

test("who waits reads minutes, then hours", () => {
  expect(waitingSpan(20_000)).toEqual({ unit: "now" });
  expect(waitingSpan(53 * MINUTE)).toEqual({ unit: "minutes", n: 53 });
  expect(waitingSpan(60 * MINUTE)).toEqual({ unit: "hours", h: 1 });
  expect(waitingSpan(135 * MINUTE)).toEqual({ unit: "hoursMinutes", h: 2, m: 15 });
});

test("a phone whose clock runs behind shows now, never a time below zero", () => {
  expect(waitingSpan(-5 * MINUTE)).toEqual({ unit: "now" });
  expect(ageSpan(-1)).toEqual({ unit: "now" });
  expect(elapsed(-MINUTE)).toBe("0:00");
});

test("the age of the data counts seconds in the first minute", () => {
  expect(ageSpan(1_900)).toEqual({ unit: "now" });
  expect(ageSpan(14_200)).toEqual({ unit: "seconds", n: 14 });
  expect(ageSpan(61_000)).toEqual({ unit: "minutes", n: 1 });
});

test("time on the course is hours and minutes", () => {
  expect(elapsed(81 * MINUTE)).toBe("1:21");
  expect(elapsed(5 * MINUTE)).toBe("0:05");
  expect(elapsed(605 * MINUTE)).toBe("10:05");
});

test("a search does not mind accents", () => {
  expect(folded("Luis Ángel MUÑOZ")).toBe("luis angel munoz");
});

test("today and yesterday are the club's days, not the machine's", () => {
  const now = Date.parse("2026-11-20T15:30:00.000Z");
  const turns = [
    // 23:30 of the 18th in Bogotá: already the 19th in UTC.
    "2026-11-19T04:30:00.000Z",
    "2026-11-19T05:30:00.000Z",
    "2026-11-20T14:00:00.000Z",
  ];
  expect(turnsTodayAndYesterday(turns, now, "America/Bogota")).toBe(2);
  expect(turnsTodayAndYesterday(turns, now, "UTC")).toBe(3);
});

test("a day begins when the club's clocks say so, with 23 hours, 24 or 25", () => {
  const start = (instant: string, zone: string) => startOfDay(new Date(instant), zone).toISOString();
  expect(start("2026-11-20T04:59:00.000Z", "America/Bogota")).toBe("2026-11-19T05:00:00.000Z");
  expect(start("2026-11-20T05:00:00.000Z", "America/Bogota")).toBe("2026-11-20T05:00:00.000Z");
  expect(start("2026-10-25T22:30:00.000Z", "Europe/Madrid")).toBe("2026-10-24T22:00:00.000Z");
  // Clocks skip midnight there: the day begins at one.
  expect(start("2026-09-06T12:00:00.000Z", "America/Santiago")).toBe("2026-09-06T04:00:00.000Z");
  expect(localTime("2026-11-20T05:00:00.000Z", "America/Bogota")).toEqual({
    day: "2026-11-20",
    clock: "00:00",
  });
});
