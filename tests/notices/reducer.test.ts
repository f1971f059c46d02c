import { describe, expect, it } from "vitest";
import type { Notice, NoticeEvent } from "@/lib/notices/contract";
import { type NoticeView, reduceNotices } from "@/lib/notices/reducer";

const AT = "2026-11-20T12:00:00.000Z";
const notice = (id: string): Notice => ({
  id,
  kind: "next",
  data: { listNumber: 1 },
  createdAt: AT,
  readAt: null,
});
const told = (id: string): NoticeEvent => ({
  event: "notification",
  data: { notification: notice(id), channels: ["app"], timestamp: AT },
});
const read = (...ids: string[]): NoticeEvent => ({
  event: "notification:read",
  data: { ids, timestamp: AT },
});
const empty: NoticeView = { notices: [], unread: 0 };
const idsOf = ({ notices }: NoticeView) => notices.map(({ id }) => id);

describe("what a page knows of its person's notices", () => {
  it("[R-06] the latest stands on top and counts as unread; told twice it is there once", () => {
    const two = [told("a"), told("b"), told("b")].reduce(reduceNotices, empty);
    expect([idsOf(two), two.unread]).toEqual([["b", "a"], 2]);
  });

  it("[R-06] what is read is marked, and counted off also where it is not shown", () => {
    const view = { notices: [notice("b"), notice("a")], unread: 5 };
    const after = reduceNotices(view, read("a", "older"));
    expect(after.notices.map(({ readAt }) => readAt)).toEqual([null, AT]);
    expect(after.unread).toBe(3);
    expect(reduceNotices({ ...after, unread: 1 }, read("x", "y")).unread).toBe(0);
  });

  it("is not stirred by what was chosen", () => {
    const chosen: NoticeEvent = {
      event: "notification:settings",
      data: { scope: "own", choices: { nearAt: 2 }, timestamp: AT },
    };
    expect(reduceNotices(empty, chosen)).toBe(empty);
  });
});
