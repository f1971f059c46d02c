import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { idempotencyKeys } from "@/lib/db/tables";
import { Api, tokenIn } from "../harness/api";
import { PASSWORD } from "../harness/factories";
import { logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  const nobody = () => new Api(() => suite.server.url, null);
  const enter = (identifier: string, password: string) =>
    nobody().request<{ token: string; user: object }>("POST", "/api/auth/token", {
      body: { identifier, password },
    });
  const choose = (link: string, password: string) =>
    nobody().request("POST", `/api/invitations/${tokenIn(link)}`, { body: { password } });

  it("[C-05] an invited caddie chooses a password and sees the list that he stands in", async () => {
    const club = await suite.club(1, 2);
    const { body: added } = await club.admin.api.add({ name: "Wilmar Ossa", listNumber: 2 });
    const { status, body } = await club.admin.api.invite({
      name: "Wilmar Ossa",
      identifier: " Wilmar.Ossa@Club.co ",
      role: "CADDIE",
      caddieId: added.data.id,
    });
    expect(status).toBe(201);
    const { user, link, invitation } = body.data;
    expect(user).toMatchObject({ identifier: "wilmar.ossa@club.co", state: "invited", lists: [] });
    expect(user).toMatchObject({ caddieId: added.data.id, version: 1, lastSeenAt: null });
    expect(new URL(link).pathname).toMatch(/^\/invitacion\/[\w-]{43}$/);
    const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
    expect((await choose(link, "sol y sombra 9")).body).toEqual({ data: { identifier: user.identifier } });
    const { body: signedIn } = await enter("WILMAR.OSSA@club.co", "sol y sombra 9");
    expect(signedIn.user).toMatchObject({ name: "Wilmar Ossa", role: "CADDIE", lists: [2] });
    const { data } = (await new Api(() => suite.server.url, signedIn.token).board()).body;
    expect(data.map((caddie) => caddie.id)).toContain(added.data.id);
    expect((await club.admin.api.user(user.id)).body.data).toMatchObject({
      state: "active",
      linkExpiresAt: null,
      lastSeenAt: expect.any(String),
    });
  });

  it("whoever is neither admin nor caddie sees the lists that he was granted, and no others", async () => {
    const club = await suite.club(1, 1, 1);
    const { body } = await club.admin.api.invite({ name: "Marta", role: "BOARD", lists: [3, 1] });
    const { id, identifier } = body.data.user;
    expect(body.data.user.lists).toEqual([1, 3]);
    await choose(body.data.link, "sol y sombra 9");
    const { token } = (await enter(identifier, "sol y sombra 9")).body;
    const marta = new Api(() => suite.server.url, token);
    const board = (await marta.board()).body;
    expect(Object.keys(board.cursors).sort()).toEqual(["list-1", "list-3", "user"]);
    expect(board.data.map(({ listNumber }) => listNumber)).toEqual([1, 3]);
    expect(board.data.every(({ phoneNumber }) => phoneNumber === null)).toBe(true);
    expect((await marta.board(2)).status).toBe(404);
    await club.admin.api.updateUser(id, { lists: [2] });
    expect((await marta.board()).body.data.map(({ listNumber }) => listNumber)).toEqual([2]);
    await club.admin.api.updateUser(id, { caddieId: (await addTo(3)).id });
    expect((await marta.board()).body.data.map(({ listNumber }) => listNumber)).toEqual([2, 3, 3]);

    async function addTo(listNumber: number) {
      return (await club.admin.api.add({ name: "Nuevo", listNumber })).body.data;
    }
  });

  it("a caddie has one account: the second is refused, and taking him away takes his list", async () => {
    const club = await suite.club(1, 1);
    const subject = club.at(1, 1);
    const refused = await club.admin.api.invite({ name: "Otro", role: "CADDIE", caddieId: subject.id });
    expect(refused).toMatchObject({ status: 409, body: { code: "CADDIE_HAS_ACCOUNT" } });
    const himself = await club.as(subject);
    const { body } = await club.admin.api.updateUser(subject.account.userId, { caddieId: null });
    expect(body.data).toMatchObject({ caddieId: null, version: 2 });
    expect((await himself.api.board()).body.data).toEqual([]);
    const second = await club.admin.api.invite({ name: "Otro", role: "CADDIE", caddieId: subject.id });
    expect(second.body.data.user.caddieId).toBe(subject.id);
    const missing = (
      await club.admin.api.request<{ data: { id: string }[] }>("GET", "/api/caddies/without-account")
    ).body.data;
    expect(missing).toEqual([]);
  });

  it("an identifier is one person's, whatever his club and the case of the letters", async () => {
    const [club, other] = [await suite.club(1), await suite.club(1)];
    const identifier = club.admin.identifier.toUpperCase();
    const taken = { status: 422, body: { errors: [{ path: "identifier", message: "is taken" }] } };
    expect(await other.admin.api.invite({ name: "Otro", role: "ADMIN", identifier })).toMatchObject(taken);
    const someone = other.at(1, 1).account.userId;
    expect(await other.admin.api.updateUser(someone, { identifier })).toMatchObject(taken);
    const names = Array.from({ length: 8 }, () => ({ name: "X", role: "JUDGE", identifier: `x@${club.id}` }));
    const replies = await Promise.all(names.map((body, i) => (i % 2 ? club : other).admin.api.invite(body)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(422)]);
  });

  it("names the fields that cannot be, and lists that the club has not", async () => {
    const club = await suite.club(1);
    const wrong = async (body: object) =>
      (await club.admin.api.invite({ name: "X", role: "JUDGE", ...body })).body.errors?.map((e) => e.path);
    expect(await wrong({ identifier: "a b c" })).toEqual(["identifier"]);
    expect(await wrong({ name: " ", role: "KING" })).toEqual(["name", "role"]);
    expect(await wrong({ lists: [2] })).toEqual(["lists"]);
    expect((await club.admin.api.users()).body.data).toHaveLength(2);
  });

  it("[C-11] the admins hear of every change, once, with nothing secret in it; nobody else does", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    const caddie = await (await club.as(club.at(1, 1))).connect();
    const { body } = await club.admin.api.invite({ name: "Marta", role: "JUDGE" });
    const { id } = body.data.user;
    await choose(body.data.link, "sol y sombra 9");
    await club.admin.api.updateUser(id, { role: "AUDITOR" });
    await club.admin.api.toUser(id, "invitation");
    await club.admin.api.toUser(id, "disable");
    await club.admin.api.toUser(id, "enable");
    await phone.entry("admins", 6);
    const heard = phone
      .on("admins")
      .map(({ event, data }) => ({ event, ...(data as { user: object }).user }));
    expect(heard).toMatchObject([
      { event: "user:saved", state: "invited", version: 1, linkExpiresAt: expect.any(String) },
      { state: "active", version: 2, linkExpiresAt: null },
      { role: "AUDITOR", version: 3 },
      { state: "active", version: 4, linkExpiresAt: expect.any(String) },
      { state: "disabled", version: 5, linkExpiresAt: null },
      { state: "active", version: 6 },
    ]);
    await caddie.pulse();
    expect(caddie.heard).toEqual([]);
    const told = JSON.stringify(await logOf(suite.server, club.id));
    expect(told).not.toContain(tokenIn(body.data.link));
    expect(told).not.toContain("argon2");
    const { event: _event, ...last } = heard.at(-1) ?? { event: "" };
    expect((await club.admin.api.user(id)).body.data).toEqual({ ...last, online: false });
  });

  it("setting what already holds writes and announces nothing", async () => {
    const club = await suite.club(1);
    const { userId, name } = club.at(1, 1).account;
    await club.admin.api.updateUser(userId, { name, lists: [], role: "CADDIE" });
    await club.admin.api.toUser(userId, "enable");
    expect((await club.admin.api.user(userId)).body.data.version).toBe(1);
    expect(await logOf(suite.server, club.id)).toEqual([]);
  });

  it("[R-08] of ten changes of one version one is made, the others are told how it is", async () => {
    const club = await suite.club(1);
    const { userId } = club.at(1, 1).account;
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        club.admin.api.updateUser(userId, { name: `Nombre ${i}`, expectedVersion: 1 }),
      ),
    );
    const made = replies.filter(({ status }) => status === 200);
    expect(made).toHaveLength(1);
    const name = made[0]?.body.data.name;
    const refused = replies.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(9);
    for (const { body } of refused) expect(body.current).toMatchObject({ name, version: 2 });
  });

  it("[R-09] a repeated invitation gives the same link once more, and the database holds none", async () => {
    const club = await suite.club(1);
    const input = { name: "Marta", role: "JUDGE", identifier: `marta@${club.id}` };
    const [first, again] = [
      await club.admin.api.invite(input, "invite-marta"),
      await club.admin.api.invite(input, "invite-marta"),
    ];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const stored = JSON.stringify(
      await suite.server.db
        .select()
        .from(idempotencyKeys)
        .where(eq(idempotencyKeys.userId, club.admin.userId)),
    );
    expect(stored).toContain(first.body.data.invitation.id);
    expect(stored).not.toContain(tokenIn(first.body.data.link));
    expect((await choose(again.body.data.link, "sol y sombra 9")).status).toBe(200);
  });

  it("nobody takes away his own access, by any way", async () => {
    const club = await suite.club(1);
    await club.addAdmin();
    const { api, userId } = club.admin;
    expect(await api.toUser(userId, "disable")).toMatchObject({ status: 409, body: { code: "OWN_ACCESS" } });
    expect(await api.updateUser(userId, { role: "CADDIE" })).toMatchObject({ body: { code: "OWN_ACCESS" } });
    expect((await api.updateUser(userId, { name: "Ana María Posada" })).status).toBe(200);
  });

  it("two admins who close each other's accounts at once leave one of them, ten times in a row", async () => {
    for (let round = 0; round < 10; round++) {
      const club = await suite.club(1);
      const second = await club.addAdmin();
      const replies = await Promise.all([
        club.admin.api.toUser(second.userId, "disable"),
        round % 2
          ? second.api.toUser(club.admin.userId, "disable")
          : second.api.updateUser(club.admin.userId, { role: "CADDIE" }),
      ]);
      expect(replies.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([401, 403])]);
      const [left] = [club.admin, second].filter((_, i) => replies[i]?.status === 200);
      const admins = (await left?.api.users("?role=ADMIN&state=active"))?.body.data ?? [];
      expect(admins.map(({ id }) => id)).toEqual([left?.userId]);
    }
  });

  it("an account without a password, a closed one and an unknown one are told the same as a wrong password", async () => {
    const club = await suite.club(2);
    const { identifier } = (await club.admin.api.invite({ name: "Marta", role: "JUDGE" })).body.data.user;
    const closed = club.at(1, 1).account;
    await club.admin.api.toUser(closed.userId, "disable");
    const tries: [string, string][] = [
      [club.admin.identifier, "otra"],
      ["nadie@ninguna.parte", "otra"],
      [identifier, "otra"],
      [closed.identifier, PASSWORD],
    ];
    for (const [who, password] of tries) {
      const reply = await enter(who, password);
      expect(reply).toMatchObject({ status: 401, body: { code: "BAD_CREDENTIALS" } });
      expect(Object.keys(reply.body).sort()).toEqual(["code", "detail", "status", "title", "type"]);
    }
  });

  it("a closed account keeps its password and loses its sessions, also once it is opened again", async () => {
    const club = await suite.club(1);
    const { account } = club.at(1, 1);
    const person = await club.as(club.at(1, 1));
    await club.admin.api.toUser(account.userId, "disable");
    expect((await person.api.board()).status).toBe(401);
    expect((await club.admin.api.toUser(account.userId, "invitation")).body.code).toBe("USER_DISABLED");
    await club.admin.api.toUser(account.userId, "enable");
    expect((await person.api.board()).status).toBe(401);
    expect((await enter(account.identifier, PASSWORD)).status).toBe(200);
  });
});
