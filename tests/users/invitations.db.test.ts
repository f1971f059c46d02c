import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { invitations } from "@/lib/users/tables";
import { Api, tokenIn } from "../harness/api";
import { PASSWORD, type TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";
import { until } from "../harness/until";

const GOOD = "sol y sombra 9";

onEveryDatabase(
  (suite) => {
    const nobody = (address = "10.1.1.1") => ({
      look: (token: string) =>
        new Api(() => suite.server.url, null).request<{ data: object }>("GET", `/api/invitations/${token}`, {
          headers: { "x-forwarded-for": address },
        }),
      choose: (token: string, password: string) =>
        new Api(() => suite.server.url, null).request<{ state: string; errors: object[] }>(
          "POST",
          `/api/invitations/${token}`,
          { body: { password }, headers: { "x-forwarded-for": address } },
        ),
    });
    const { look, choose } = nobody();
    const enter = (identifier: string, password: string) =>
      new Api(() => suite.server.url, null).request("POST", "/api/auth/token", {
        body: { identifier, password },
      });
    async function invited(club: TestClub) {
      const { data } = (await club.admin.api.invite({ name: "Marta Gil", role: "JUDGE" })).body;
      return { ...data, token: tokenIn(data.link) };
    }

    it("a link tells whose it is and for what, and once it is used, that it was", async () => {
      const club = await suite.club(1);
      const { token, user, invitation } = await invited(club);
      expect((await look(token)).body.data).toEqual({
        state: "open",
        kind: "invite",
        clubName: expect.stringMatching(/^Club \d+$/),
        name: "Marta Gil",
        identifier: user.identifier,
        expiresAt: invitation.expiresAt,
      });
      expect((await choose(token, GOOD)).status).toBe(200);
      expect((await look(token)).body.data).toMatchObject({ state: "used", identifier: null });
      const again = await choose(token, "otra contraseña");
      expect(again).toMatchObject({ status: 409, body: { code: "LINK_CLOSED", state: "used" } });
      expect((await enter(user.identifier, "otra contraseña")).status).toBe(401);
      expect((await enter(user.identifier, GOOD)).status).toBe(200);
    });

    it("[I10] of twenty who use a link at once one chooses the password, and his counts", async () => {
      const club = await suite.club(1);
      const { token, user } = await invited(club);
      const replies = await Promise.all(
        Array.from({ length: 20 }, (_, i) => nobody(`10.2.0.${i}`).choose(token, `contraseña ${i} mía`)),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
      const winner = replies.findIndex(({ status }) => status === 200);
      expect((await enter(user.identifier, `contraseña ${winner} mía`)).status).toBe(200);
      expect((await club.admin.api.user(user.id)).body.data.version).toBe(2);
    });

    it("a newer link voids the older one", async () => {
      const club = await suite.club(1);
      const first = await invited(club);
      const { body } = await club.admin.api.toUser(first.user.id, "invitation");
      expect(await choose(first.token, GOOD)).toMatchObject({ status: 409, body: { state: "replaced" } });
      expect((await look(first.token)).body.data).toMatchObject({ state: "replaced", identifier: null });
      expect(body.data.invitation.kind).toBe("invite");
      expect((await choose(tokenIn(body.data.link), GOOD)).status).toBe(200);
    });

    it("of ten new links at once the last one opens, and it alone", async () => {
      const club = await suite.club(1);
      const { user } = await invited(club);
      const links = await Promise.all(
        Array.from({ length: 10 }, () => club.admin.api.toUser(user.id, "invitation")),
      );
      expect(links.map(({ status }) => status)).toEqual(Array(10).fill(201));
      const states = await Promise.all(
        links.map(async ({ body }) => (await look(tokenIn(body.data.link))).body.data as { state: string }),
      );
      expect(states.filter(({ state }) => state === "open")).toHaveLength(1);
    });

    it("a link that ran out says so", async () => {
      const club = await suite.club(1);
      const { token, user } = await invited(club);
      await suite.server.db
        .update(invitations)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(eq(invitations.userId, user.id));
      expect((await look(token)).body.data).toMatchObject({ state: "expired", identifier: null });
      expect(await choose(token, GOOD)).toMatchObject({ status: 409, body: { state: "expired" } });
    });

    it("[C-05] a forgotten password: nothing ends until the link is used, then every session does", async () => {
      const club = await suite.club(1);
      const { account } = club.at(1, 1);
      const person = await club.as(club.at(1, 1));
      const phone = await person.connect();
      const { body } = await club.admin.api.toUser(account.userId, "invitation");
      expect(body.data.invitation.kind).toBe("reset");
      const hours = (Date.parse(body.data.invitation.expiresAt) - Date.now()) / 3_600_000;
      expect(hours).toBeGreaterThan(23.9);
      expect(hours).toBeLessThanOrEqual(24);
      expect((await person.api.board()).status).toBe(200);
      expect((await enter(account.identifier, PASSWORD)).status).toBe(200);
      await choose(tokenIn(body.data.link), GOOD);
      expect(await phone.end()).toBe("io server disconnect");
      expect(phone.last("session:expired")).toEqual({ reason: "revoked" });
      expect((await person.api.board()).status).toBe(401);
      expect((await enter(account.identifier, PASSWORD)).status).toBe(401);
      expect((await enter(account.identifier, GOOD)).status).toBe(200);
    });

    it("a closed account's link opens nothing, also after it was opened again", async () => {
      const club = await suite.club(1);
      const { token, user } = await invited(club);
      await club.admin.api.toUser(user.id, "disable");
      expect(await choose(token, GOOD)).toMatchObject({ status: 409, body: { state: "replaced" } });
      await club.admin.api.toUser(user.id, "enable");
      expect(await choose(token, GOOD)).toMatchObject({ status: 409, body: { state: "replaced" } });
      expect((await club.admin.api.user(user.id)).body.data).toMatchObject({
        state: "invited",
        linkExpiresAt: null,
      });
    });

    it("a password that protects nobody is refused, and the link stays good", async () => {
      const club = await suite.club(1);
      const { token, user } = await invited(club);
      const faults: [string, string][] = [
        ["corta", "short"],
        ["caddiepro", "demo"],
        [user.identifier.toUpperCase(), "identifier"],
      ];
      for (const [password, message] of faults) {
        expect(await choose(token, password)).toMatchObject({
          status: 422,
          body: { errors: [{ path: "password", message }] },
        });
      }
      expect((await choose(token, "x".repeat(201))).status).toBe(422);
      expect((await choose(token, GOOD)).status).toBe(200);
    });

    it("[R-03] who tries links that are none is held up, his neighbours are not", async () => {
      const club = await suite.club(1);
      const { token } = await invited(club);
      const guesser = nobody(`10.3.0.1 ${suite.database}`);
      const guesses = await Promise.all(
        Array.from({ length: 100 }, (_, i) => guesser.look(`${i}`.padStart(43, "A"))),
      );
      expect(guesses.every(({ status }) => status === 404)).toBe(true);
      const held = await guesser.look(token);
      expect(held.status).toBe(429);
      expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await guesser.choose(token, GOOD)).status).toBe(429);
      expect((await nobody("10.3.0.2").look(token)).status).toBe(200);
    });

    it("[R-15] no line of the log holds a link, not even one that could not be answered", async () => {
      const club = await suite.club(1);
      const { token } = await invited(club);
      await look(token);
      await choose(token, GOOD);
      const { database } = suite.server.runtime;
      const { db } = database;
      const away = () => {
        throw Object.assign(new Error("no way there"), { code: "ECONNREFUSED" });
      };
      Object.defineProperty(database, "db", { get: away, configurable: true });
      try {
        expect((await look(token)).status).toBe(503);
      } finally {
        Object.defineProperty(database, "db", { value: db, writable: true });
      }
      await until(() => suite.server.lines.some(({ path }) => String(path).includes("[secret]")), "the line");
      expect(JSON.stringify(suite.server.lines)).not.toContain(token);
    });
  },
  { TRUST_PROXY: "1" },
);
