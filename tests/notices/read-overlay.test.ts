import { expect, it } from "vitest";
import type { BoardChange } from "@/hooks/board-cache";
import type { Intention } from "@/hooks/predict";
import { withReadings } from "@/hooks/read-overlay";
import { notice } from "./notice-page";

const AT = "2026-11-20T15:00:00.000Z";
const change = (intention: Intention): BoardChange => ({
  ...{ opId: "o", at: AT, name: "", method: "POST", path: "/api/notifications/read" },
  intention,
});
/** Of five unread, the latest three are here: 1, 2 and 3 minutes old. */
const [first, second, third] = [notice(1), notice(2), notice(3)];
const view = { notices: [first, second, third], unread: 5 };
const readOf = (shown: typeof view) =>
  shown.notices.flatMap(({ id, readAt }) => (readAt === null ? [] : [id]));

it("[R-09] [R-06] what one has read is read and counted off at once, also where it is not loaded, and each once", () => {
  const one = change({ kind: "read", ids: [second.id] });
  const shown = withReadings(view, [one]);
  expect([readOf(shown), shown.unread]).toEqual([[second.id], 4]);
  expect(withReadings(view, [one, one]).unread).toBe(4);
  expect(withReadings(view, [change({ kind: "read", ids: [notice(9).id] })]).unread).toBe(4);
  const said = { ...view, notices: [first, { ...second, readAt: AT }, third], unread: 4 };
  expect(withReadings(said, [one]).unread).toBe(4);
  expect(withReadings({ notices: [], unread: 0 }, [one]).unread).toBe(0);
});

it("[R-09] all that one saw is read; what came after the tap is not", () => {
  const shown = withReadings(view, [change({ kind: "readUntil", until: second.createdAt })]);
  expect([readOf(shown), shown.unread]).toEqual([[second.id, third.id], 1]);
});

it("no other tap has to do with it", () => {
  expect(withReadings(view, [change({ kind: "remove", caddieId: "c" })])).toBe(view);
});
