import { describe, expect, it } from "vitest";
import { mayPushTo, verdictOf } from "@/lib/push/policy";
import { mannerOf, mayPassInSilence, type Outcome } from "@/lib/push/vocabulary";

describe("[R-03] where this server sends to", () => {
  const may = (address: string) => mayPushTo(address, new Set(["http://10.0.0.7:8080"]));

  it("is the push service of a browser's maker", () => {
    const services = [
      "https://fcm.googleapis.com/fcm/send/abc:DEF",
      "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
      "https://web.push.apple.com/QGuQyavXutnMRVZ",
      "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAC",
    ];
    expect(services.filter((address) => !may(address))).toEqual([]);
  });

  it("is never this machine, its neighbours, or a way around that", () => {
    const inside = [
      ...["http://fcm.googleapis.com/x", "https://localhost/x", "https://db/x", "https://router.lan/x"],
      ...["https://metadata.google.internal/x", "https://printer.local/x", "https://127.0.0.1/x"],
      ...["https://2130706433/x", "https://0x7f.1/x", "https://[::1]/x", "https://10.0.0.7/x"],
      ...["https://fcm.googleapis.com:8443/x", "https://me:pw@fcm.googleapis.com/x", "ftp://a.b/x", "x"],
      ...["https://app.localhost./x", "http://10.0.0.7:8081/x"],
    ];
    expect(inside.filter(may)).toEqual([]);
  });

  it("is also what the operator has named", () => {
    expect(may("http://10.0.0.7:8080/push/1")).toBe(true);
  });
});

describe("what becomes of a notice", () => {
  const now = new Date("2026-11-20T15:00:00.000Z");
  const at = (outcome: Outcome, retryAt: number | null = null) => ({ outcome, retryAt });
  const verdict = (results: ReturnType<typeof at>[], tries = 1, kind = "announcement", ageMs = 0) =>
    verdictOf({ tries, createdAt: new Date(now.getTime() - ageMs) }, mannerOf(kind), results, now);
  const secondsFrom = (date: Date | null) => (date ? (date.getTime() - now.getTime()) / 1_000 : null);

  it("is over when every device took it, refused it for good, or is gone; without a device there was nothing to send", () => {
    expect(verdict([]).state).toBe("none");
    expect(verdict([at("accepted"), at("gone")]).state).toBe("sent");
    expect(verdict([at("gone"), at("refused")]).state).toBe("failed");
  });

  it("is tried again where one may still take it, later each time, until it is given up", () => {
    const waits = [1, 2, 3, 4, 5, 6].map((tries) => verdict([at("accepted"), at("failed")], tries));
    expect(waits.map(({ state }) => state)).toEqual(["due", "due", "due", "due", "due", "sent"]);
    expect(waits.map(({ after }) => secondsFrom(after))).toEqual([2, 10, 60, 300, 1_800, null]);
    expect(verdict([at("failed")], 6).state).toBe("failed");
  });

  it("waits as long as the service asks, and a try that its breaker did not let happen does not count", () => {
    const asked = verdict([at("failed", now.getTime() + 90_000)]);
    expect([secondsFrom(asked.after), asked.tries]).toEqual([90, 1]);
    const paused = verdict([at("paused", now.getTime() + 30_000)], 3);
    expect([paused.state, secondsFrom(paused.after), paused.tries]).toEqual(["due", 30, 2]);
  });

  it("says nothing any more that would come too late to be true", () => {
    expect(verdict([at("failed")], 1, "next", 16 * 60_000).state).toBe("failed");
    expect(verdict([at("failed")], 1, "next", 60_000).state).toBe("due");
    expect(verdict([at("failed")], 1, "list_changed", 48 * 3_600_000).state).toBe("due");
  });
});

describe("[R-06] a push that arrives while one looks at the page", () => {
  const arrival = { kind: "called", chromium: true, inFront: true, told: true };

  it("says nothing twice where the browser allows it", () => {
    expect(mayPassInSilence(arrival)).toBe(true);
  });

  it.each([
    ["on Safari, which takes the permission from whoever is silent", { chromium: false }],
    ["while the page is behind others", { inFront: false }],
    ["when the page has not heard of it, or does not show this kind", { told: false }],
    ["as a test, which is there to be seen", { kind: "test" }],
  ])("is shown %s", (_when, more) => {
    expect(mayPassInSilence({ ...arrival, ...more })).toBe(false);
  });
});
