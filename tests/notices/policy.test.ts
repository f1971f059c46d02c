import { describe, expect, it } from "vitest";
import type { Telling } from "@/lib/notices/contract";
import { deliveryOf, placeOfNotice, quietUntil, settingsFor, wordsOf } from "@/lib/notices/policy";
import { DEFAULT_SETTINGS } from "@/lib/notices/vocabulary";

const BOGOTA = "America/Bogota";
const near: Telling = { kind: "near", data: { listNumber: 1, position: 4 } };
const called: Telling = { kind: "called", data: { listNumber: 1, by: "Ana" } };
const announced = (type: "info" | "urgent"): Telling => ({
  kind: "announcement",
  data: { announcementId: "019b0000-0000-7000-8000-000000000000", message: "Torneo", type, by: "Ana" },
});
const moved: Telling = {
  kind: "list_changed",
  data: { from: { listNumber: 1, position: 4 }, to: { listNumber: 2, position: 9 }, reason: null, by: "Ana" },
};

describe("how somebody is told", () => {
  it("[R-06] his own choice counts before his club's, the club's before the product's, kind by kind", () => {
    expect(settingsFor({}, {})).toEqual(DEFAULT_SETTINGS);
    const club = {
      nearAt: 5,
      quiet: { from: "21:00", to: "05:00" },
      channels: { near: [], next: ["app"] },
    } as const;
    expect(settingsFor(club, {})).toMatchObject({
      nearAt: 5,
      quiet: club.quiet,
      channels: { near: [], next: ["app"] },
    });
    const own = settingsFor(club, { nearAt: 1, quiet: null, channels: { near: ["push"] } });
    expect(own).toMatchObject({ nearAt: 1, quiet: null, channels: { near: ["push"], next: ["app"] } });
    expect(own.channels.called).toEqual(DEFAULT_SETTINGS.channels.called);
  });

  it("[R-06] a kind that he wants in no way is not told at all", () => {
    const silent = settingsFor({}, { channels: { near: [] } });
    expect(deliveryOf(near, silent, new Date(), BOGOTA)).toBeNull();
    expect(deliveryOf(called, silent, new Date(), BOGOTA)).not.toBeNull();
  });
});

describe("quiet hours", () => {
  const night = { from: "21:30", to: "05:15" };
  const at = (time: string) => new Date(`2026-11-20T${time}:20.500Z`);

  it.each([
    // Bogotá is five hours behind UTC, and tests run by the clock of Kathmandu.
    ["02:29", null],
    ["02:30", "2026-11-20T10:15:00.000Z"],
    ["04:59", "2026-11-20T10:15:00.000Z"],
    ["05:00", "2026-11-20T10:15:00.000Z"],
    ["10:14", "2026-11-20T10:15:00.000Z"],
    ["10:15", null],
    ["18:00", null],
  ])("[R-06] across midnight by the club's clock: %s", (time, until) => {
    expect(quietUntil(night, at(time), BOGOTA)?.toISOString() ?? null).toBe(until);
  });

  it("within one day, and none at all", () => {
    const siesta = { from: "12:00", to: "14:00" };
    expect(quietUntil(siesta, at("17:00"), BOGOTA)?.toISOString()).toBe("2026-11-20T19:00:00.000Z");
    expect(quietUntil(siesta, at("19:00"), BOGOTA)).toBeNull();
    expect(quietUntil({ from: "08:00", to: "08:00" }, at("13:00"), BOGOTA)).toBeNull();
    expect(quietUntil(null, at("13:00"), BOGOTA)).toBeNull();
  });

  it("ends by the clock on the wall in the night in which the clocks are changed", () => {
    const zone = "Europe/Madrid";
    const spring = quietUntil({ from: "22:00", to: "06:00" }, new Date("2026-03-28T22:00:00.000Z"), zone);
    expect(spring?.toISOString()).toBe("2026-03-29T04:00:00.000Z");
    const autumn = quietUntil({ from: "22:00", to: "06:00" }, new Date("2026-10-24T21:00:00.000Z"), zone);
    expect(autumn?.toISOString()).toBe("2026-10-25T05:00:00.000Z");
  });

  it("[R-06] what will be old by then is not pushed, the rest waits for the morning, and a call comes through", () => {
    const settings = settingsFor({}, { quiet: night });
    const [asleep, awake] = [at("04:00"), at("18:00")];
    const morning = new Date("2026-11-20T10:15:00.000Z");
    expect(deliveryOf(near, settings, awake, BOGOTA)).toEqual({
      channels: ["app", "push"],
      pushAfter: awake,
    });
    expect(deliveryOf(near, settings, asleep, BOGOTA)).toEqual({ channels: ["app"], pushAfter: null });
    expect(deliveryOf(moved, settings, asleep, BOGOTA)).toEqual({ channels: ["app"], pushAfter: morning });
    expect(deliveryOf(announced("info"), settings, asleep, BOGOTA)?.pushAfter).toEqual(morning);
    expect(deliveryOf(announced("urgent"), settings, asleep, BOGOTA)?.pushAfter).toEqual(asleep);
    expect(deliveryOf(called, settings, asleep, BOGOTA)).toEqual({
      channels: ["app", "desktop", "push"],
      pushAfter: asleep,
    });
  });
});

describe("the words of a notice", () => {
  const listName = (n: number) => `Lista ${n}`;

  it("say how many are before him, and lead to his list", () => {
    expect(wordsOf(near, listName)).toEqual({
      title: { key: "nearTitle", values: { ahead: 3 } },
      body: { key: "nearBody", values: { place: 4, list: "Lista 1" } },
    });
    expect(placeOfNotice(near)).toBe("/turnos");
  });

  it("give the reason of a move where there is one, and an announcement as it was written", () => {
    expect(wordsOf(moved, listName).title).toEqual({ key: "list_changedTitle", values: { list: "Lista 2" } });
    const because = { ...moved, data: { ...moved.data, reason: "ascenso" } } as Telling;
    expect(wordsOf(because, listName).body).toEqual({
      key: "reasonBody",
      values: { by: "Ana", reason: "ascenso" },
    });
    const within = { ...moved, data: { ...moved.data, to: { listNumber: 1, position: 2 } } } as Telling;
    expect(wordsOf(within, listName).title).toEqual({ key: "movedTitle", values: { place: 2 } });
    expect(wordsOf(announced("urgent"), listName)).toEqual({
      title: { key: "urgentTitle", values: {} },
      body: "Torneo",
    });
    expect(placeOfNotice(announced("info"))).toBe("/avisos");
    const corrected: Telling = {
      kind: "turn_corrected",
      data: { turnId: "t", caddieId: "c", startedAt: "", fields: ["holes"], by: "Ana" },
    };
    expect(wordsOf(corrected, listName).title.key).toBe("turn_correctedTitle");
    expect(placeOfNotice(corrected)).toBe("/caddies/c");
    expect(wordsOf(called, listName).title.key).toBe("calledTitle");
    expect(wordsOf({ kind: "next", data: { listNumber: 2 } }, listName).body).toMatchObject({
      key: "nextBody",
    });
  });
});
