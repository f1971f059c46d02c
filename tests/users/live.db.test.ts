import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { runCommand } from "@/lib/commands";
import { LastSeen } from "@/lib/users/jobs";
import { sessions, users } from "@/lib/users/tables";
import { signIn } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

const WITHIN_MS = 1_000;

onEveryDatabase((suite) => {
  it("[C-05] a change of role moves his live sockets within a second, up and down again", async () => {
    const club = await suite.club(1, 1);
    const { userId } = club.at(1, 1).account;
    const phone = await (await club.as(club.at(1, 1))).connect();
    await club.admin.api.updateUser(userId, { role: "ADMIN" });
    // From the answer on: how long the change itself waits is another matter.
    let begun = performance.now();
    expect(await phone.signal("access:changed")).toEqual({ lists: [1, 2], role: "ADMIN" });
    expect(performance.now() - begun).toBeLessThan(WITHIN_MS);
    await club.admin.api.status(club.at(2, 1).id, "Ausente");
    await phone.entry("list-2", 1);
    await club.admin.api.add({ name: "Wilmar", listNumber: 2, phoneNumber: "300 1234" });
    const { seq } = (await club.admin.api.board()).body.cursors.admins ?? { seq: 0 };
    await phone.entry("admins", seq);
    await club.admin.api.updateUser(userId, { role: "JUDGE" });
    begun = performance.now();
    await phone.heardAfter("access:changed", { lists: [1], role: "JUDGE" });
    expect(performance.now() - begun).toBeLessThan(WITHIN_MS);
    const heard = phone.on("admins").length;
    await club.admin.api.add({ name: "Fabio", listNumber: 2 });
    await club.admin.api.add({ name: "Edwin", listNumber: 1 });
    await phone.reach({
      "list-1": (await club.admin.api.board()).body.cursors["list-1"] ?? { epoch: "", seq: 0 },
    });
    await phone.pulse();
    expect(phone.on("admins")).toHaveLength(heard);
    expect(phone.on("list-2").some(({ data }) => (data as { name?: string }).name === "Fabio")).toBe(false);
    expect(phone.ended).toBeNull();
  });

  it("[C-05] lists that are granted and taken away are heard and unheard within a second", async () => {
    const club = await suite.club(1, 1, 1);
    const { userId } = club.at(1, 1).account;
    const phone = await (await club.as(club.at(1, 1))).connect();
    for (const lists of [[3], [2, 3], [2], []]) {
      await club.admin.api.updateUser(userId, { lists });
      const begun = performance.now();
      await phone.heardAfter("access:changed", { lists: [1, ...lists], role: "CADDIE" });
      expect(performance.now() - begun).toBeLessThan(WITHIN_MS);
    }
    await club.admin.api.status(club.at(2, 1).id, "Ausente");
    await phone.pulse();
    expect(phone.on("list-2")).toEqual([]);
  });

  it("[C-05] a list that the club removes is lost to whom it was granted, and shown in his account no more", async () => {
    const club = await suite.club(1, 1, 0);
    const { userId } = club.at(1, 1).account;
    await club.admin.api.updateUser(userId, { lists: [2, 3] });
    const phone = await (await club.as(club.at(1, 1))).connect();
    expect(Object.keys((await phone.ready()).streams)).toContain("list-3");
    const kept = [1, 2].map((number) => ({ number, name: `Lista ${number}` }));
    expect((await club.admin.api.request("PUT", "/api/club", { body: { lists: kept } })).status).toBe(200);
    const begun = performance.now();
    await phone.heardAfter("access:changed", { lists: [1, 2], role: "CADDIE" });
    expect(performance.now() - begun).toBeLessThan(WITHIN_MS);
    expect((await club.admin.api.user(userId)).body.data.lists).toEqual([2]);
    // Nothing is said in the room of a list that is gone, so the test says something there.
    const of = { userId: club.admin.userId, organizationId: club.id, sessionId: club.admin.sessionId };
    const actor = {
      ...club.admin,
      ...of,
      sessionVersion: 1,
      lists: [1, 2],
      caddieId: null,
      expiresAt: new Date(),
    };
    const said = {
      caddieId: club.at(1, 1).id,
      name: "x",
      timestamp: new Date().toISOString(),
      listNumber: 3,
    };
    const by = { id: club.admin.userId, name: club.admin.name };
    await runCommand(
      async (_, ctx) => ctx.publish("caddie:deleted", ["list-3"], { ...said, version: 1, by }),
      null,
      actor,
      { success: 204 },
    );
    await phone.pulse();
    expect(phone.on("list-3")).toEqual([]);
  });

  it("[C-05] a caddie who is given to an account, and taken from it, brings and takes his list", async () => {
    const club = await suite.club(1, 1);
    const { userId } = club.at(1, 1).account;
    const phone = await (await club.as(club.at(1, 1))).connect();
    const { body } = await club.admin.api.add({ name: "Wilmar", listNumber: 2 });
    await club.admin.api.updateUser(userId, { caddieId: body.data.id });
    await phone.heardAfter("access:changed", { lists: [2], role: "CADDIE" });
    await club.admin.api.updateUser(userId, { caddieId: null });
    await phone.heardAfter("access:changed", { lists: [], role: "CADDIE" });
  });

  it("[C-05] [I7] whose account is closed is out within a second, on all his devices, and nobody else is", async () => {
    const club = await suite.club(2);
    const { account } = club.at(1, 1);
    const phones = await Promise.all([1, 2].map(async () => (await signIn(suite.server, account)).connect()));
    const colleague = await (await club.as(club.at(1, 2))).connect();
    await club.admin.api.toUser(account.userId, "disable");
    const begun = performance.now();
    for (const phone of phones) {
      expect(await phone.end()).toBe("io server disconnect");
      expect(phone.last("session:expired")).toEqual({ reason: "revoked" });
    }
    expect(performance.now() - begun).toBeLessThan(WITHIN_MS);
    await colleague.pulse();
    expect(colleague.ended).toBeNull();
  });

  it("[C-05] one session is ended alone: the lost phone is out, the one in the hand stays", async () => {
    const club = await suite.club(1);
    const { account } = club.at(1, 1);
    const [lost, kept] = [await signIn(suite.server, account), await signIn(suite.server, account)];
    const [out, stays] = [await lost.connect(), await kept.connect()];
    await club.admin.api.request("DELETE", `/api/users/${account.userId}/sessions/${lost.sessionId}`);
    await out.end();
    expect(out.last("session:expired")).toEqual({ reason: "revoked" });
    await stays.pulse();
    expect(stays.ended).toBeNull();
    await club.admin.api.toUser(account.userId, "sign-out");
    expect(await stays.end()).toBe("io server disconnect");
  });

  it("[R-05] an account is online while one of its connections lives", async () => {
    const club = await suite.club(1);
    const { userId } = club.at(1, 1).account;
    const online = async () => (await club.admin.api.user(userId)).body.data.online;
    expect(await online()).toBe(false);
    const person = await club.as(club.at(1, 1));
    const [one, two] = [await person.connect(), await person.connect()];
    expect(await online()).toBe(true);
    one.close();
    expect(await online()).toBe(true);
    two.close();
    await expect.poll(online, { interval: 20, timeout: 5_000 }).toBe(false);
  });

  describe("last seen", () => {
    const seenAt = async (sessionId: string) => {
      const [session] = await suite.server.db.select().from(sessions).where(eq(sessions.id, sessionId));
      const [user] = await suite.server.db
        .select()
        .from(users)
        .where(eq(users.id, session?.userId ?? ""));
      return [session?.lastSeenAt?.getTime(), user?.lastSeenAt?.getTime()];
    };

    it("when somebody was last seen is written behind his connection, and again when he goes", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      expect(await seenAt(person.sessionId)).toEqual([undefined, undefined]);
      const phone = await person.connect();
      const begun = Date.now();
      await expect
        .poll(async () => (await seenAt(person.sessionId)).every((at) => at && at >= begun - 5_000), {
          interval: 50,
          timeout: 8_000,
        })
        .toBe(true);
      phone.close();
      const { data } = (await club.admin.api.devices(person.userId)).body;
      expect(data[0]?.lastSeenAt).not.toBeNull();
    });

    it("it is to the minute, never goes back, and waits for nobody", async () => {
      const club = await suite.club(2);
      const [one, two] = [await club.as(club.at(1, 1)), await club.as(club.at(1, 2))];
      const seen = new LastSeen(suite.server.db, suite.server.runtime.log);
      const noon = Date.parse("2026-11-20T12:00:00.000Z");
      const write = async (seconds: number, ...people: (typeof one)[]) => {
        for (const person of people) seen.note(person, new Date(noon + seconds * 1000));
        await seen.flush();
      };
      await write(0, one, two);
      await write(30, one);
      expect(await seenAt(one.sessionId)).toEqual([noon, noon]);
      await write(61, one);
      await write(-600, one);
      expect(await seenAt(one.sessionId)).toEqual([noon + 61_000, noon + 61_000]);
      expect(await seenAt(two.sessionId)).toEqual([noon, noon]);
      if (suite.database === "PGlite") return;
      // Another transaction holds his row: it is left out, and written the next time.
      await suite.server.db.transaction(async (tx) => {
        await tx.select().from(users).where(eq(users.id, one.userId)).for("update");
        await write(200, one, two);
      });
      expect(await seenAt(one.sessionId)).toEqual([noon + 200_000, noon + 61_000]);
      expect(await seenAt(two.sessionId)).toEqual([noon + 200_000, noon + 200_000]);
    });
  });
});
