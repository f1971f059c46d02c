import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { nobody } from "@/lib/auth/actor";
import { runCommand } from "@/lib/commands";
import { type NewNotice, notify } from "@/lib/notices/commands";
import type { Notice, NoticeEvent, NoticesPage } from "@/lib/notices/contract";
import { pruneNotices } from "@/lib/notices/jobs";
import { type NoticeView, reduceNotices } from "@/lib/notices/reducer";
import { notifications } from "@/lib/notices/tables";
import type { Envelope } from "@/lib/realtime/contract";
import { createClub, type Person, signIn, type TestClub } from "../harness/factories";
import { headsOf, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

const next = (userId: string, once?: string): NewNotice => ({
  userId,
  once,
  kind: "next",
  data: { listNumber: 1 },
});
const tell = (club: TestClub, ...notices: NewNotice[]) =>
  runCommand(notify, notices, nobody(club.id), { success: 200 });
const noticesOf = async ({ api }: Person, query = "") =>
  (await api.request<NoticesPage>("GET", `/api/notifications${query}`)).body;
const readThem = ({ api }: Person, body: object) =>
  api.request<{ data: { read: number } }>("POST", "/api/notifications/read", { body });
const unreadOf = async (person: Person) => (await noticesOf(person)).unread;

onEveryDatabase((suite) => {
  const open = (...sizes: number[]) => createClub(suite.server, { sizes, tells: true });

  it("[R-06] a notice is kept, and told to its person on all his devices, and to nobody else", async () => {
    const [club, other] = [await open(2, 1), await open(1)];
    const one = await club.as(club.at(1, 1));
    const devices = [await one.connect(), await (await signIn(suite.server, one)).connect()];
    const strangers = [
      await club.admin.connect(),
      await (await club.as(club.at(1, 2))).connect(),
      await other.admin.connect(),
    ];
    await tell(club, next(one.userId));
    for (const device of devices) {
      const { event, data } = await device.entry("user", 1);
      expect(event).toBe("notification");
      expect(data).toMatchObject({
        notification: { kind: "next", data: { listNumber: 1 }, readAt: null },
        channels: ["app", "desktop", "push"],
      });
    }
    const { data, unread, cursors } = await noticesOf(one);
    expect([data.length, unread, cursors.user?.seq]).toEqual([1, 1, 1]);
    const heard = devices[0]?.on("user")[0]?.data;
    expect(heard).toMatchObject({ notification: data[0] });
    for (const stranger of strangers) {
      await stranger.pulse();
      expect(stranger.heard).toEqual([]);
    }
    expect((await noticesOf(club.admin)).data).toEqual([]);
  });

  it("[R-06] what is read on one device is read on the other, and can be read by nobody else", async () => {
    const club = await open(2);
    const [one, two] = [await club.as(club.at(1, 1)), await club.as(club.at(1, 2))];
    const phone = await one.connect();
    await tell(club, next(one.userId), next(one.userId), next(one.userId), next(two.userId));
    const [first] = (await noticesOf(one)).data;
    const ids = [first?.id];
    expect((await readThem(two, { ids })).body.data.read).toBe(0);
    expect(await unreadOf(one)).toBe(3);
    expect((await readThem(one, { ids })).body.data.read).toBe(1);
    expect((await phone.entry("user", 4)).data).toMatchObject({ ids });
    expect((await readThem(one, { ids })).body.data.read).toBe(0);
    expect((await readThem(one, { all: true })).body.data.read).toBe(2);
    expect((await phone.entry("user", 5)).data).toMatchObject({ ids: expect.arrayContaining([]) });
    expect([await unreadOf(one), await unreadOf(two)]).toEqual([0, 1]);
    expect(await headsOf(suite.server, club.id)).toEqual({
      [`user:${one.userId}`]: 5,
      [`user:${two.userId}`]: 1,
    });
    expect((await readThem(one, {})).status).toBe(422);
  });

  it("[R-09] all that one was told until a moment is read late, and nothing that came after it", async () => {
    const club = await open(1);
    const one = await club.as(club.at(1, 1));
    await tell(club, next(one.userId));
    const until = (await noticesOf(one)).data[0]?.createdAt;
    await suite.server.db
      .update(notifications)
      .set({ createdAt: new Date(Date.parse(until ?? "") - 60_000) })
      .where(eq(notifications.userId, one.userId));
    await tell(club, next(one.userId));
    const [latest, first] = (await noticesOf(one)).data;
    expect((await readThem(one, { all: true, until: first?.createdAt })).body.data.read).toBe(1);
    expect((await noticesOf(one)).data.map(({ readAt }) => readAt === null)).toEqual([true, false]);
    expect((await readThem(one, { all: true, until: latest?.createdAt })).body.data.read).toBe(1);
    expect((await readThem(one, { all: true, until: "ayer" })).status).toBe(422);
  });

  it("[R-06] I5: events applied to the old state equal a fresh fetch", async () => {
    const club = await open(1);
    const one = await club.as(club.at(1, 1));
    await tell(club, next(one.userId), next(one.userId));
    const before = await noticesOf(one);
    const phone = await one.connect();
    await tell(club, next(one.userId));
    await readThem(one, { ids: [before.data[0]?.id] });
    await tell(club, next(one.userId), next(one.userId));
    await readThem(one, { all: true });
    await tell(club, next(one.userId));
    const after = await noticesOf(one);
    await phone.reach(after.cursors);
    const applied = phone
      .on("user")
      .reduce<NoticeView>((view, envelope) => reduceNotices(view, envelope as Envelope & NoticeEvent), {
        notices: before.data,
        unread: before.unread,
      });
    const byId = (a: Notice, b: Notice) => (a.id < b.id ? -1 : 1);
    expect([...applied.notices].sort(byId)).toEqual([...after.data].sort(byId));
    expect(applied.unread).toBe(after.unread);
  });

  it("[R-06] what is told once is told once, however many tell it at a time", async () => {
    const club = await open(3);
    const people = club.list(1).map(({ account }) => account.userId);
    const told = await Promise.all(
      Array.from({ length: 8 }, (_, n) => {
        const order = n % 2 === 0 ? people : [...people].reverse();
        return tell(club, ...order.map((userId) => next(userId, "one wait")));
      }),
    );
    const counts = told.map(({ body }) => (body as { data: number } | null)?.data);
    expect(counts.filter((count) => count === 3)).toHaveLength(1);
    expect(counts.filter((count) => count === 0)).toHaveLength(7);
    await tell(club, ...people.map((userId) => next(userId, "the next wait")));
    for (const userId of people) {
      const rows = await suite.server.db.select().from(notifications).where(eq(notifications.userId, userId));
      expect(rows).toHaveLength(2);
    }
    expect(new Set(Object.values(await headsOf(suite.server, club.id)))).toEqual(new Set([2]));
  });

  it("[R-06] whoever is of another club, or whose account is closed, is told nothing", async () => {
    const [club, other] = [await open(2), await open(1)];
    const gone = club.at(1, 1).account.userId;
    await club.admin.api.toUser(gone, "disable");
    const before = await headsOf(suite.server, club.id);
    await tell(club, next(gone), next(other.at(1, 1).account.userId));
    expect(await headsOf(suite.server, club.id)).toEqual(before);
    expect(await logOf(suite.server, other.id)).toEqual([]);
    expect(await unreadOf(await other.as(other.at(1, 1)))).toBe(0);
  });

  it("comes page by page, the latest first, and refuses a cursor that was never given", async () => {
    const club = await open(1);
    const one = await club.as(club.at(1, 1));
    for (let n = 0; n < 5; n++) await tell(club, next(one.userId));
    const first = await noticesOf(one, "?limit=3");
    const second = await noticesOf(one, `?limit=3&cursor=${first.nextCursor}`);
    expect([first.data.length, second.data.length, second.nextCursor]).toEqual([3, 2, null]);
    const all = [...first.data, ...second.data];
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .sort()
        .reverse(),
    );
    expect([first.unread, second.unread]).toEqual([5, 5]);
    expect((await one.api.request("GET", "/api/notifications?cursor=x")).status).toBe(422);
  });

  it("a push is due at once, after the quiet hours of the club's clock, or never", async () => {
    // Nobody sends it meanwhile.
    await suite.server.runtime.push?.stop();
    const club = await open(3);
    const [by, asleep, deaf] = club.list(1).map(({ account }) => account.userId) as [string, string, string];
    const api = async (place: number) => (await club.as(club.at(1, place))).api;
    const path = "/api/notifications/settings";
    // The whole day but one minute that is not now: whatever the time is, these are his quiet hours.
    const now = new Date();
    const minute = (off: number) => new Date(now.getTime() + off * 60_000).toISOString().slice(11, 16);
    await club.admin.api.updateClub({ timeZone: "UTC" });
    await (await api(2)).request("PUT", path, { body: { quiet: { from: minute(-60), to: minute(-120) } } });
    await (await api(3)).request("PUT", path, { body: { channels: { list_changed: ["app"] } } });
    const place = { listNumber: 1, position: 1 };
    await tell(
      club,
      ...[by, asleep, deaf].map((userId) => ({
        userId,
        kind: "list_changed" as const,
        data: { from: place, to: { listNumber: 1, position: 2 }, reason: null, by: "Ana" },
      })),
    );
    const dueOf = async (userId: string) => {
      const [row] = await suite.server.db
        .select()
        .from(notifications)
        .where(eq(notifications.userId, userId));
      return row && { state: row.pushState, tries: row.pushTries, after: row.pushAfter };
    };
    const due = await dueOf(by);
    expect(due).toMatchObject({ state: "due", tries: 0 });
    expect(due?.after?.getTime()).toBeLessThanOrEqual(Date.now());
    const later = await dueOf(asleep);
    expect(later?.state).toBe("due");
    expect(later?.after?.toISOString().slice(11)).toBe(`${minute(-120)}:00.000Z`);
    expect(later?.after?.getTime()).toBeGreaterThan(Date.now());
    expect(await dueOf(deaf)).toEqual({ state: "none", tries: 0, after: null });
  });

  it("forgets what is old, and of one who is told much all but the latest", async () => {
    const club = await open(2);
    const [much, little] = club.list(1).map(({ account }) => account.userId) as [string, string];
    await tell(club, ...Array.from({ length: 510 }, () => next(much)), next(little));
    await pruneNotices(suite.server.db, new Date());
    const count = (userId: string) => suite.server.db.$count(notifications, eq(notifications.userId, userId));
    expect([await count(much), await count(little)]).toEqual([500, 1]);
    await pruneNotices(suite.server.db, new Date(Date.now() + 91 * 24 * 60 * 60 * 1000));
    expect([await count(much), await count(little)]).toEqual([0, 0]);
  });
});
