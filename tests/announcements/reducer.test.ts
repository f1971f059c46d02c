import { describe, expect, it } from "vitest";
import type { AnnouncementEvent, SentAnnouncement } from "@/lib/announcements/contract";
import { byUrgency } from "@/lib/announcements/policy";
import { reduceAnnouncements, reduceSent } from "@/lib/announcements/reducer";

const AT = "2026-11-20T12:00:00.000Z";
const ana = { id: "ana", name: "Ana" };
const said = (id: string, type: "info" | "warning" | "urgent" = "info"): AnnouncementEvent => ({
  event: "system:announcement",
  stream: "org",
  data: {
    id,
    message: id,
    type,
    timestamp: AT,
    author: ana,
    listNumber: null,
    expiresAt: null,
    audience: 40,
  },
});
const withdrawn = (announcementId: string): AnnouncementEvent => ({
  event: "announcement:withdrawn",
  stream: "org",
  data: { announcementId, timestamp: AT, by: ana },
});
const read = (announcementId: string, by: string, stream = "admins"): AnnouncementEvent => ({
  event: "announcement:read",
  stream,
  data: { announcementId, timestamp: AT, by: { id: by, name: by } },
});

describe("what is said to one person", () => {
  const reduce = (events: AnnouncementEvent[], userId = "wilmar") =>
    events.reduce(
      (open, event) => reduceAnnouncements(open, event, userId),
      reduceAnnouncements([], said("z"), "ana"),
    );
  const ids = (events: AnnouncementEvent[], userId?: string) => reduce(events, userId).map(({ id }) => id);

  it("[R-07] several stand beside each other, none in another's place, and each once", () => {
    expect(ids([said("a"), said("b"), said("a")])).toEqual(["b", "a"]);
  });

  it("[R-07] is gone when he has read it or it is withdrawn; what others read stays his", () => {
    expect(ids([said("a"), said("b"), read("a", "wilmar", "user"), read("b", "diego")])).toEqual(["b"]);
    expect(ids([said("a"), said("b"), withdrawn("b"), withdrawn("x")])).toEqual(["a"]);
  });

  it("whoever says it is not told it", () => {
    expect(ids([said("a")], "ana")).toEqual([]);
  });

  it("[R-07] shows the most urgent first, of those alike the latest", () => {
    const order = reduce([said("old"), said("warn", "warning"), said("now", "urgent"), said("new")]);
    const timed = order.map((one, i) => ({ ...one, createdAt: `2026-11-20T12:0${9 - i}:00.000Z` }));
    expect([...timed].sort(byUrgency).map(({ id }) => id)).toEqual(["now", "warn", "new", "old"]);
  });
});

describe("what the admins see of it", () => {
  const reduce = (...events: AnnouncementEvent[]) =>
    events.reduce(reduceSent, [] as readonly SentAnnouncement[]);

  it("[R-07] counts each reader once, also where the reader is an admin and hears it twice", () => {
    const [one] = reduce(said("a"), read("a", "wilmar"), read("a", "admin2"), read("a", "admin2", "user"));
    expect(one).toMatchObject({ id: "a", audience: 40, readCount: 2, withdrawnAt: null });
    expect(reduce(said("a"), said("a"))).toHaveLength(1);
    expect(reduce(said("a"), withdrawn("a"))[0]?.withdrawnAt).toBe(AT);
  });
});
