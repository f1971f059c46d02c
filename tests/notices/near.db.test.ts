import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { QueueWatch } from "@/lib/notices/jobs";
import { notifications } from "@/lib/notices/tables";
import type { Committed } from "@/lib/realtime/log";
import { createClub, type TestCaddie, type TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  const open = (...sizes: number[]) => createClub(suite.server, { sizes, tells: true });

  /** A watch of its own beside the server's, as in another process; resolves when it has looked. */
  async function look({ id }: TestClub, listNumber = 1, times = 1): Promise<void> {
    const watch = new QueueWatch(suite.server.db, suite.server.runtime.log);
    const committed = [{ organizationId: id, stream: `list-${listNumber}` }] as Committed[];
    for (let n = 0; n < times; n++) watch.committed(committed);
    await watch.idle();
  }

  const toldOf = async ({ account }: TestCaddie) => {
    const { userId } = account;
    const found = await suite.server.db.select().from(notifications).where(eq(notifications.userId, userId));
    return found.map(({ kind }) => kind).sort();
  };
  const toldTo = (club: TestClub, listNumber = 1) => Promise.all(club.list(listNumber).map(toldOf));
  const choose = async (club: TestClub, caddie: TestCaddie, body: object) =>
    (await club.as(caddie)).api.request("PUT", "/api/notifications/settings", { body });

  it("[R-06] after a tap the first of the queue hears that he is next, and those near it that they are", async () => {
    const club = await open(8, 2);
    const [second, fifth] = [await club.as(club.at(1, 2)), await club.as(club.at(1, 5))];
    const [one, two] = [await second.connect(), await fifth.connect()];
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    expect((await one.entry("user", 1)).data).toMatchObject({
      notification: { kind: "next", data: { listNumber: 1 } },
    });
    expect((await two.entry("user", 1)).data).toMatchObject({
      notification: { kind: "near", data: { listNumber: 1, position: 4 } },
    });
    await look(club);
    expect(await toldTo(club)).toEqual([[], ["next"], ["near"], ["near"], ["near"], [], [], []]);
    expect(await toldTo(club, 2)).toEqual([[], []]);
  });

  it("[R-06] each is told as near as he wants to know it, or not at all", async () => {
    const club = await open(6);
    await choose(club, club.at(1, 2), { channels: { near: [], next: [] } });
    await choose(club, club.at(1, 3), { nearAt: 1 });
    await choose(club, club.at(1, 6), { nearAt: 5 });
    await look(club);
    expect(await toldTo(club)).toEqual([["next"], [], [], ["near"], [], ["near"]]);
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    await look(club);
    expect(await toldTo(club)).toEqual([["next"], [], ["near"], ["near"], ["near"], ["near"]]);
    await club.admin.api.status(club.at(1, 2).id, "En campo");
    await look(club);
    expect(await toldTo(club)).toEqual([["next"], [], ["near", "next"], ["near"], ["near"], ["near"]]);
  });

  it("[R-06] exactly once in each wait, in bursts, with undo, by two processes", async () => {
    const club = await open(7);
    const { api } = club.admin;
    const [first, second] = [club.at(1, 1), club.at(1, 2)];
    for (let round = 0; round < 4; round++) {
      await Promise.all([api.status(first.id, "En campo"), look(club, 1, 5), look(club)]);
      await Promise.all([look(club), look(club)]);
      await Promise.all([api.undo(first.id), look(club, 1, 3)]);
    }
    await Promise.all([look(club), look(club)]);
    const [ofFirst, , ...others] = await toldTo(club);
    expect([ofFirst, ...others]).toEqual([["next"], ["near"], ["near"], ["near"], [], []]);
    const ofSecond = await toldOf(second);
    expect(ofSecond).toContain("next");
    expect(new Set(ofSecond).size).toBe(ofSecond.length);
    // He goes out and comes back: another wait, in which he is told anew.
    await api.status(second.id, "En campo");
    await api.status(second.id, "Disponible");
    for (const caddie of [first, ...club.list(1).slice(2)]) await api.status(caddie.id, "En campo");
    await look(club);
    expect((await toldOf(second)).filter((kind) => kind === "next")).toHaveLength(2);
  });

  it("[R-06] whom the master puts further back waits anew; what was taken back has changed nothing", async () => {
    const club = await open(8);
    const { api } = club.admin;
    const third = club.at(1, 3);
    await look(club);
    expect(await toldOf(third)).toEqual(["near"]);
    await api.update(third.id, { position: 8 });
    await api.undo(third.id);
    await look(club);
    expect((await toldOf(third)).filter((kind) => kind === "near")).toHaveLength(1);
    await api.update(third.id, { position: 8 });
    for (const place of [1, 2, 4, 5]) await api.status(club.at(1, place).id, "En campo");
    await look(club);
    expect((await toldOf(third)).filter((kind) => kind === "near")).toHaveLength(2);
  });

  it("says nothing to whom nobody can tell anything: absent, removed, without an account, closed", async () => {
    const club = await open(5);
    const { api } = club.admin;
    await api.updateUser(club.at(1, 3).account.userId, { caddieId: null });
    await api.toUser(club.at(1, 4).account.userId, "disable");
    await api.status(club.at(1, 1).id, "Ausente");
    await api.remove(club.at(1, 2).id);
    await look(club);
    expect((await toldTo(club)).slice(2)).toEqual([[], [], ["near"]]);
  });

  it("a look that fails is logged, and made up for by the next change", async () => {
    const club = await open(2);
    await choose(club, club.at(1, 1), {});
    const broken = { ...suite.server.db, execute: () => Promise.reject(new Error("away")) };
    const { lines } = suite.server;
    const watch = new QueueWatch(broken as unknown as typeof suite.server.db, suite.server.runtime.log);
    watch.committed([{ organizationId: club.id, stream: "list-1" }] as Committed[]);
    await watch.idle();
    expect(lines.some(({ msg, level }) => level === 40 && msg.includes("queue"))).toBe(true);
    await look(club);
    expect(await toldTo(club)).toEqual([["next"], ["near"]]);
  });
});
