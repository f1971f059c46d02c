import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type {
  AnnouncementEvent,
  AnnouncementsSnapshot,
  SentAnnouncement,
} from "@/lib/announcements/contract";
import { reduceAnnouncements } from "@/lib/announcements/reducer";
import { announcements } from "@/lib/announcements/tables";
import type { ProblemBody } from "@/lib/http/problem";
import type { NoticesPage } from "@/lib/notices/contract";
import type { Envelope } from "@/lib/realtime/contract";
import { createClub, type Person, signIn } from "../harness/factories";
import { headsOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

const PATH = "/api/announcements";
const say = ({ api }: Person, body: object, key?: string) =>
  api.request<{ data: SentAnnouncement } & ProblemBody>("POST", PATH, { body, key });
const openTo = async ({ api }: Person) => (await api.request<AnnouncementsSnapshot>("GET", PATH)).body;
const messagesTo = async (person: Person) => (await openTo(person)).data.map(({ message }) => message);
const readIt = ({ api }: Person, id: string) => api.request("POST", `${PATH}/${id}/read`);
const sentBy = async ({ api }: Person) =>
  (await api.request<{ data: SentAnnouncement[] }>("GET", `${PATH}/sent`)).body.data;
const noticesOf = async ({ api }: Person) =>
  (await api.request<NoticesPage>("GET", "/api/notifications")).body;

onEveryDatabase((suite) => {
  const open = (...sizes: number[]) => createClub(suite.server, { sizes, tells: true });

  it("[R-07] what an admin announces is on every phone of the club at once, and in no other club", async () => {
    const [club, other] = [await open(2, 1), await open(1)];
    const one = await club.as(club.at(1, 1));
    const phones = [await one.connect(), await (await club.as(club.at(2, 1))).connect()];
    const strangers = [await other.admin.connect(), await (await other.as(other.at(1, 1))).connect()];
    const reply = await say(club.admin, { message: "  Torneo <b>mañana</b>  ", type: "warning" });
    expect(reply.status).toBe(201);
    const { id, createdAt } = reply.body.data;
    expect(reply.body.data).toMatchObject({ message: "Torneo <b>mañana</b>", audience: 3, readCount: 0 });
    for (const phone of phones) {
      expect(await phone.entry("org", 1)).toMatchObject({
        event: "system:announcement",
        data: {
          message: "Torneo <b>mañana</b>",
          type: "warning",
          timestamp: createdAt,
          id,
          author: { id: club.admin.userId, name: "Ana Posada" },
          listNumber: null,
          expiresAt: null,
        },
      });
      expect((await phone.entry("user", 1)).data).toMatchObject({
        notification: { kind: "announcement", data: { announcementId: id, type: "warning" } },
      });
    }
    expect(await messagesTo(one)).toEqual(["Torneo <b>mañana</b>"]);
    expect(await messagesTo(club.admin)).toEqual([]);
    for (const stranger of strangers) {
      await stranger.pulse();
      expect(stranger.heard).toEqual([]);
    }
    expect(await messagesTo(other.admin)).toEqual([]);
    expect(await sentBy(other.admin)).toEqual([]);
  });

  it("[C-03] [R-07] what is said to a list stays in the list, with the admins and whoever may see it", async () => {
    const club = await open(2, 2);
    const [inside, outside, granted] = [
      await club.as(club.at(1, 1)),
      await club.as(club.at(2, 1)),
      await club.as(club.at(2, 2)),
    ];
    const colleague = await club.addAdmin();
    await club.admin.api.updateUser(granted.userId, { lists: [1] });
    const [near, far] = [await inside.connect(), await outside.connect()];
    const { body } = await say(club.admin, { message: "Práctica a las 3", listNumber: 1 });
    expect(body.data.audience).toBe(4);
    expect((await near.entry("list-1", 1)).data).toMatchObject({ listNumber: 1 });
    await far.pulse();
    expect(far.heard).toEqual([]);
    expect(await Promise.all([inside, granted, colleague, outside].map(messagesTo))).toEqual([
      ["Práctica a las 3"],
      ["Práctica a las 3"],
      ["Práctica a las 3"],
      [],
    ]);
    expect((await noticesOf(outside)).data).toEqual([]);
    expect((await readIt(outside, body.data.id)).status).toBe(404);
  });

  it("[R-07] whoever has read it sees it no more on any device, and the author sees how many have, live", async () => {
    const club = await open(3);
    const one = await club.as(club.at(1, 1));
    const second = await (await signIn(suite.server, one)).connect();
    const desk = await club.admin.connect();
    const { body } = await say(club.admin, { message: "Cierre a las 5" });
    const { id } = body.data;
    const before = (await desk.ready()).streams.admins?.seq ?? 0;
    expect((await readIt(one, id)).status).toBe(204);
    expect((await readIt(one, id)).status).toBe(204);
    expect((await readIt(club.admin, id)).status).toBe(204);
    expect(await desk.entry("admins", before + 1)).toMatchObject({
      event: "announcement:read",
      data: { announcementId: id, by: { id: one.userId } },
    });
    expect((await second.entry("user", 2)).event).toBe("announcement:read");
    // With it what he was told of it: one badge for both.
    expect((await second.entry("user", 3)).event).toBe("notification:read");
    expect((await noticesOf(one)).unread).toBe(0);
    expect(await messagesTo(one)).toEqual([]);
    expect((await sentBy(club.admin))[0]).toMatchObject({ id, readCount: 1, audience: 3 });
    expect((await headsOf(suite.server, club.id)).admins).toBe(before + 1);
    await Promise.all(club.list(1).map(async (caddie) => readIt(await club.as(caddie), id)));
    expect((await sentBy(club.admin))[0]?.readCount).toBe(3);
  });

  it("[R-07] what is withdrawn is gone from every page and from everybody's notices, and its badge with it", async () => {
    const club = await open(2);
    const one = await club.as(club.at(1, 1));
    const phone = await one.connect();
    const { id } = (await say(club.admin, { message: "Se equivocó de día" })).body.data;
    const path = `${PATH}/${id}`;
    expect((await one.api.request("DELETE", path)).status).toBe(403);
    const colleague = await club.addAdmin();
    expect((await colleague.api.request("DELETE", path)).status).toBe(204);
    expect((await colleague.api.request("DELETE", path)).status).toBe(204);
    expect((await phone.entry("org", 2)).data).toMatchObject({ announcementId: id });
    expect((await phone.entry("user", 2)).data).toMatchObject({ unread: 1 });
    expect(await messagesTo(one)).toEqual([]);
    expect(await noticesOf(one)).toMatchObject({ data: [], unread: 0 });
    expect((await sentBy(club.admin))[0]?.withdrawnAt).not.toBeNull();
    expect((await headsOf(suite.server, club.id)).org).toBe(2);
  });

  it("[R-07] what has expired is shown to nobody who comes later", async () => {
    const club = await open(1);
    const one = await club.as(club.at(1, 1));
    const { id } = (
      await say(club.admin, { message: "Hasta mediodía", expiresAt: "2026-12-31T17:00:00-05:00" })
    ).body.data;
    expect((await openTo(one)).data[0]?.expiresAt).toBe("2026-12-31T22:00:00.000Z");
    const over = { expiresAt: new Date(Date.now() - 1) };
    await suite.server.db.update(announcements).set(over).where(eq(announcements.id, id));
    expect(await messagesTo(one)).toEqual([]);
  });

  it("[R-07] I5: events applied to the old state equal a fresh fetch", async () => {
    const club = await open(2, 1);
    const one = await club.as(club.at(1, 1));
    const colleague = await club.addAdmin();
    for (const message of ["uno", "dos"]) await say(club.admin, { message });
    const before = await openTo(one);
    const phone = await one.connect();
    const ids = before.data.map(({ id }) => id);
    await say(colleague, { message: "tres", listNumber: 1, type: "urgent" });
    await say(colleague, { message: "de otros", listNumber: 2 });
    await readIt(one, ids[0] ?? "");
    await club.admin.api.request("DELETE", `${PATH}/${ids[1]}`);
    await readIt(await club.as(club.at(1, 2)), ids[0] ?? "");
    await say(club.admin, { message: "cuatro" });
    const after = await openTo(one);
    await phone.reach(after.cursors);
    const events = phone.heard.filter(({ event }) => event.includes("announcement"));
    const applied = events.reduce(
      (known, envelope) => reduceAnnouncements(known, envelope as Envelope & AnnouncementEvent, one.userId),
      before.data as readonly (typeof before.data)[number][],
    );
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect([...applied].sort(byId)).toEqual([...after.data].sort(byId));
    expect(after.data).toHaveLength(2);
  });

  it("what cannot be said is told by its field, and a repeated request says it once", async () => {
    const { admin, ...club } = await open(1);
    const paths = async (body: object) => {
      const reply = await say(admin, body);
      return [reply.status, reply.body.errors?.map(({ path }) => path)];
    };
    expect(await paths({ message: "   " })).toEqual([422, ["message"]]);
    expect(await paths({ message: "x".repeat(281) })).toEqual([422, ["message"]]);
    expect(await paths({ message: "x", type: "loud" })).toEqual([422, ["type"]]);
    expect(await paths({ message: "x", listNumber: 7 })).toEqual([422, ["listNumber"]]);
    expect(await paths({ message: "x", expiresAt: "2020-01-01T00:00:00Z" })).toEqual([422, ["expiresAt"]]);
    expect(await paths({ message: "x", expiresAt: "2999-01-01T00:00:00Z" })).toEqual([422, ["expiresAt"]]);
    const [first, second] = [
      await say(admin, { message: "una vez" }, "k"),
      await say(admin, { message: "una vez" }, "k"),
    ];
    expect(second.body).toEqual(first.body);
    expect(await sentBy(admin)).toHaveLength(1);
    const one = await club.as(club.at(1, 1));
    expect((await one.api.request("GET", `${PATH}/sent`)).status).toBe(403);
    expect((await noticesOf(one)).data).toHaveLength(1);
  });

  it("nobody waits crosswise where a whole club reads while it is told more", async () => {
    const club = await open(12);
    const { id } = (await say(club.admin, { message: "uno" })).body.data;
    const readers = await Promise.all(club.list(1).map((caddie) => club.as(caddie)));
    const replies = await Promise.all([
      ...readers.map((reader) => readIt(reader, id)),
      say(club.admin, { message: "dos" }),
      say(club.admin, { message: "tres", listNumber: 1 }),
      ...readers.map(({ api }) => api.request("POST", "/api/notifications/read", { body: { all: true } })),
    ]);
    expect(replies.filter(({ status }) => status >= 300)).toEqual([]);
    expect((await sentBy(club.admin)).find((sent) => sent.id === id)?.readCount).toBe(12);
  });
});
