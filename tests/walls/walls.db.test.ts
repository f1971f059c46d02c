import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { authenticate } from "@/lib/auth/authenticate";
import { wallNumberOf } from "@/lib/walls/queries";
import { walls } from "@/lib/walls/tables";
import { CODE_LENGTH, CODE_SIGNS } from "@/lib/walls/vocabulary";
import { Api } from "../harness/api";
import { logOf } from "../harness/log";
import { loadRoutes } from "../harness/router";
import { onEveryDatabase } from "../harness/suite";
import { Television } from "../harness/wall";

onEveryDatabase((suite) => {
  const rowOf = async (id: string) => (await suite.server.db.select().from(walls).where(eq(walls.id, id)))[0];

  it("a screen is opened once with its code, typed as one likes, and then knows its club", async () => {
    const club = await suite.club(2, 1);
    const { body } = await club.admin.api.addWall({ name: " Casa de caddies " });
    const { wall, code } = body.data;
    expect(code).toMatch(new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`));
    expect(wall).toMatchObject({ name: "Casa de caddies", lists: null, pairedAt: null, version: 1 });
    const television = new Television(suite.server);
    expect((await television.ask()).status).toBe(401);
    const typed = `${code.slice(0, 3)} - ${code.slice(3)}`.toLowerCase();
    const opened = await television.type(typed);
    expect(opened.status).toBe(200);
    const [cookie = ""] = opened.headers.getSetCookie();
    expect(cookie).toMatch(/^caddiePro_wall=.*; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/);
    const { status, body: shown } = await television.ask();
    expect(status).toBe(200);
    expect(shown.data).toMatchObject({ shape: 1, name: "Casa de caddies", club: { privacy: "names" } });
    expect(shown.data.lists.map(({ number, waiting }) => [number, waiting])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const again = new Television(suite.server);
    expect((await again.type(code)).status).toBe(404);
    expect((await again.ask()).status).toBe(401);
    const [listed] = (await club.admin.api.walls()).body.data;
    expect(listed).toMatchObject({ id: wall.id, codeExpiresAt: null, online: true, version: 2 });
  });

  it("a code runs out after ten minutes; what is no code is told by its field", async () => {
    const club = await suite.club(1);
    const { wall, code } = (await club.admin.api.addWall({ name: "Bar" })).body.data;
    const left = Date.parse(wall.codeExpiresAt ?? "") - Date.parse(wall.createdAt);
    expect(left).toBe(600_000);
    await suite.server.db.update(walls).set({ codeExpiresAt: new Date() }).where(eq(walls.id, wall.id));
    const television = new Television(suite.server);
    expect((await television.type(code)).status).toBe(404);
    for (const wrong of ["", "12", "OOOOOO", `${code}A`, "A".repeat(41)]) {
      const reply = await television.type(wrong);
      expect([reply.status, reply.body], wrong).toMatchObject([422, { errors: [{ path: "code" }] }]);
    }
  });

  it("the table opens no screen: neither code nor pass is in it, nor in a kept answer", async () => {
    const club = await suite.club(1);
    const first = (await club.admin.api.addWall({ name: "Bar" }, "wall-key")).body.data;
    const second = (await club.admin.api.addWall({ name: "Bar" }, "wall-key")).body.data;
    expect(second).toEqual(first);
    expect((await club.admin.api.walls()).body.data).toHaveLength(1);
    const television = new Television(suite.server);
    const before = JSON.stringify(await rowOf(first.wall.id));
    await television.type(first.code);
    const kept = before + JSON.stringify([await rowOf(first.wall.id), await logOf(suite.server, club.id)]);
    expect(kept).not.toContain(first.code);
    expect(kept).not.toContain(television.cookie.split(".").at(-1));
  });

  it("a new code leaves the old device alone until it is typed, and then the old one is out", async () => {
    const club = await suite.club(1);
    const { television: old, wallId } = await Television.paired(suite.server, club.admin);
    const { code } = (await club.admin.api.newWallCode(wallId)).body.data;
    expect((await old.ask()).status).toBe(200);
    const fresh = new Television(suite.server);
    await fresh.type(code);
    expect([(await fresh.ask()).status, (await old.ask()).status]).toEqual([200, 401]);
  });

  it("of two devices that type one code at once one becomes the screen", async () => {
    const club = await suite.club(1);
    const { code } = (await club.admin.api.addWall({ name: "Bar" })).body.data;
    const all = [1, 2, 3, 4].map(() => new Television(suite.server));
    const replies = await Promise.all(all.map((television) => television.type(code)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404]);
    const states = await Promise.all(all.map((television) => television.ask()));
    expect(states.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("what is revoked shows nothing, has no code and is listed no more", async () => {
    const club = await suite.club(1);
    const { television, wallId } = await Television.paired(suite.server, club.admin);
    const { code } = (await club.admin.api.newWallCode(wallId)).body.data;
    expect((await club.admin.api.revokeWall(wallId)).status).toBe(204);
    expect((await television.ask()).status).toBe(401);
    expect((await new Television(suite.server).type(code)).status).toBe(404);
    expect((await club.admin.api.walls()).body.data).toEqual([]);
    expect((await club.admin.api.revokeWall(wallId)).status).toBe(404);
  });

  it("another club's admin finds no such screen, whatever he does with it, and a caddie may do nothing", async () => {
    const [club, other] = [await suite.club(1), await suite.club(1)];
    const { television, wallId } = await Television.paired(suite.server, club.admin);
    const caddie = await club.as(club.at(1, 1));
    for (const [person, status] of [
      [other.admin, 404],
      [caddie, 403],
    ] as const) {
      const replies = [
        await person.api.updateWall(wallId, { name: "Otro" }),
        await person.api.newWallCode(wallId),
        await person.api.revokeWall(wallId),
      ];
      expect(replies.map((reply) => reply.status)).toEqual([status, status, status]);
    }
    expect((await other.admin.api.walls()).body.data).toEqual([]);
    expect((await television.ask()).body.data.name).toBe("Casa de caddies");
    const [listed] = (await club.admin.api.walls()).body.data;
    expect(listed).toMatchObject({ id: wallId, codeExpiresAt: null, version: 2 });
    expect((await club.admin.api.newWallCode(wallId)).status).toBe(201);
    expect((await club.admin.api.revokeWall(wallId)).status).toBe(204);
  });

  it("a screen's pass opens nothing but the screen, by whatever route, and nothing else opens a screen", async () => {
    const club = await suite.club(2);
    const { television } = await Television.paired(suite.server, club.admin);
    const nobody = new Api(() => suite.server.url, null);
    const params: Record<string, string> = { caddieId: club.at(1, 1).id, userId: club.admin.userId };
    let tried = 0;
    for (const { path, methods } of await loadRoutes()) {
      const address = path.replace(/\[(\.{3})?(\w+)\]/g, (_, _dots, name) => params[name] ?? club.id);
      if (address === "/api/wall") continue;
      for (const method of Object.keys(methods)) {
        const body = method === "GET" ? undefined : {};
        const [mine, theirs] = [
          await television.request(method, address, body),
          await nobody.request(method, address, { body }),
        ];
        expect(mine.status, `${method} ${address}`).toBe(theirs.status);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(30);
    const pass = television.cookie.split("=")[1] ?? "";
    const bearer = { authorization: `Bearer ${pass}` };
    expect((await nobody.request("GET", "/api/caddies", { headers: bearer })).status).toBe(401);
    const asSession = { cookie: `caddiePro_token=${pass}` };
    expect((await nobody.request("GET", "/api/caddies", { headers: asSession })).status).toBe(401);
    const [wallId, version, mac] = pass.split(".");
    const forged = [club.admin.token, "", `${wallId}.2.${mac}`, `${club.id}.${version}.${mac}`, `${pass}A`];
    for (const value of forged) {
      const cookie = `caddiePro_wall=${value}; caddiePro_token=${club.admin.token}`;
      expect((await nobody.request("GET", "/api/wall", { headers: { cookie } })).status, value).toBe(401);
    }
  });

  it("[C-03] a screen shows the lists that it was given, under as much of the names as the club allows", async () => {
    const club = await suite.club(2, 2, 1);
    const { television, wallId } = await Television.paired(suite.server, club.admin, { lists: [3, 2, 3] });
    const numbers = async () => (await television.ask()).body.data.lists.map(({ number }) => number);
    expect(await numbers()).toEqual([2, 3]);
    await club.admin.api.updateClub({ wallPrivacy: "initials" });
    const told = (await television.ask()).body.data;
    expect(told.lists[0]?.next.map(({ text }) => text)).toEqual(["C. 2.", "C. 2."]);
    expect(JSON.stringify(told)).not.toContain("Caddie");
    await club.admin.api.updateWall(wallId, { lists: null, name: "Bar" });
    expect(await numbers()).toEqual([1, 2, 3]);
    expect((await club.admin.api.updateWall(wallId, { lists: [9] })).body.errors).toMatchObject([
      { path: "lists" },
    ]);
    const stale = await club.admin.api.updateWall(wallId, { name: "Otro", expectedVersion: 1 });
    expect([stale.status, stale.body.code]).toEqual([409, "VERSION_CONFLICT"]);
  });

  it("a number stays a caddie's own when others come and go, and the admin can look it up", async () => {
    const club = await suite.club(3, 1);
    await club.admin.api.updateClub({ wallPrivacy: "numbers" });
    const { television } = await Television.paired(suite.server, club.admin, { lists: [1] });
    const next = async () => (await television.ask()).body.data.lists[0]?.next.map(({ text }) => text);
    const before = (await next()) ?? [];
    expect(new Set(before).size).toBe(3);
    await club.admin.api.remove(club.at(1, 1).id);
    await club.admin.api.add({ name: "Elkin", listNumber: 1 });
    expect(await next()).toEqual([before[1], before[2], "5"]);
    const asked = await club.admin.api.request<{ data: { name: string; number: number }[] }>(
      "GET",
      "/api/walls/numbers",
    );
    expect(asked.body.data.find(({ number }) => number === 5)?.name).toBe("Elkin");
  });

  it("a caddie is told his own number and no other's, and none where screens show names", async () => {
    const club = await suite.club(2);
    const { db } = suite.server;
    const [first, second] = [club.at(1, 1), club.at(1, 2)];
    const actorOf = async (person: { token: string }) => authenticate(person.token);
    const himself = await actorOf(await club.as(first));
    expect(await wallNumberOf(db, himself, first.id)).toBeNull();
    await club.admin.api.updateClub({ wallPrivacy: "numbers" });
    const admin = await actorOf(club.admin);
    const numbers = [await wallNumberOf(db, admin, first.id), await wallNumberOf(db, admin, second.id)];
    expect([...numbers].sort()).toEqual([1, 2]);
    expect(await wallNumberOf(db, himself, first.id)).toBe(numbers[0]);
    expect(await wallNumberOf(db, himself, second.id)).toBeNull();
    const foreign = await actorOf((await suite.club(1)).admin);
    expect(await wallNumberOf(db, foreign, first.id)).toBeNull();
  });

  it("[R-01] the admins hear of their screens, and nobody else does", async () => {
    const club = await suite.club(2);
    const desk = await (await club.addAdmin()).connect();
    const phone = await (await club.as(club.at(1, 1))).connect();
    const { wallId } = await Television.paired(suite.server, club.admin);
    await club.admin.api.revokeWall(wallId);
    const heard = [1, 2, 3].map((seq) => desk.entry("admins", seq));
    expect((await Promise.all(heard)).map(({ event }) => event)).toEqual([
      "wall:saved",
      "wall:saved",
      "wall:revoked",
    ]);
    await phone.pulse();
    expect(phone.heard).toEqual([]);
  });
});
