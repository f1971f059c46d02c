import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { users } from "@/lib/users/tables";
import { Api } from "../harness/api";
import { PASSWORD, type TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  const signIn = (identifier: string, password: string) =>
    new Api(() => suite.server.url, null).request<Record<string, unknown>>("POST", "/api/auth/token", {
      body: { identifier, password },
    });
  const disable = (club: TestClub) =>
    suite.server.db
      .update(users)
      .set({ disabledAt: new Date() })
      .where(eq(users.id, club.at(1, 1).account.userId));

  it("[C-06] an identifier and its password give a token that opens the club, in any case of letters", async () => {
    const club = await suite.club(2, 1);
    const { identifier, userId, name } = club.admin;
    const { status, body } = await signIn(` ${identifier.toUpperCase()} `, PASSWORD);
    expect(status).toBe(200);
    expect(body).toEqual({
      token: expect.any(String),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
      user: { id: userId, name, role: "ADMIN", organizationId: club.id, lists: [1, 2] },
    });
    const days = (Date.parse(String(body.expiresAt)) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
    const api = new Api(() => suite.server.url, String(body.token));
    expect((await api.board()).body.data).toHaveLength(3);
  });

  it("a caddie signs in to his own list alone", async () => {
    const club = await suite.club(1, 2);
    const caddie = club.at(2, 1);
    const { body } = await signIn(caddie.account.identifier, PASSWORD);
    expect(body.user).toMatchObject({ role: "CADDIE", lists: [2], name: caddie.name });
    const { data } = (await new Api(() => suite.server.url, String(body.token)).board()).body;
    expect(data.map(({ id }) => id)).toEqual(club.list(2).map(({ id }) => id));
  });

  it("a wrong password, an unknown user and a disabled one are told the same", async () => {
    const club = await suite.club(2);
    await disable(club);
    const replies = [
      await signIn(club.admin.identifier, "wrong"),
      await signIn("nobody@nowhere.club", "wrong"),
      await signIn(club.at(1, 1).account.identifier, PASSWORD),
    ];
    for (const reply of replies) {
      expect(reply.status).toBe(401);
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
      expect(reply.body).toEqual(replies[0]?.body);
    }
    expect(replies[0]?.body).toMatchObject({ code: "BAD_CREDENTIALS" });
  });

  it("names the fields that are missing or strange", async () => {
    const api = new Api(() => suite.server.url, null);
    const ask = (body: object) =>
      api.request<{ errors: { path: string }[] }>("POST", "/api/auth/token", { body });
    const paths = async (body: object) => (await ask(body)).body.errors.map(({ path }) => path);
    expect(await paths({})).toEqual(["identifier", "password"]);
    expect(await paths({ identifier: "a", password: 1, remember: true })).toEqual(["password", "remember"]);
    expect(await paths({ identifier: "a\u0000b", password: "x" })).toEqual(["identifier"]);
  });

  it("a disabled user's token is worth nothing", async () => {
    const club = await suite.club(1);
    const caddie = await club.as(club.at(1, 1));
    expect((await caddie.api.board()).status).toBe(200);
    await disable(club);
    expect((await caddie.api.board()).status).toBe(401);
  });

  it("signing out ends this session, signing out everywhere ends all", async () => {
    const club = await suite.club(1);
    const [phone, tablet, desk] = [
      await club.as(club.at(1, 1)),
      await club.as(club.at(1, 1)),
      await club.as(club.at(1, 1)),
    ];
    expect((await phone.api.request("POST", "/api/auth/sign-out")).status).toBe(204);
    expect((await phone.api.board()).status).toBe(401);
    expect((await tablet.api.board()).status).toBe(200);
    expect((await tablet.api.request("POST", "/api/auth/sign-out-everywhere")).status).toBe(204);
    expect((await tablet.api.board()).status).toBe(401);
    expect((await desk.api.board()).status).toBe(401);
    const { body } = await signIn(club.at(1, 1).account.identifier, PASSWORD);
    expect((await new Api(() => suite.server.url, String(body.token)).board()).status).toBe(200);
  });

  it("the token for a socket server elsewhere is the session's", async () => {
    const club = await suite.club(1);
    const caddie = await club.as(club.at(1, 1));
    const { body } = await caddie.api.request<{ data: { token: string } }>("GET", "/api/auth/socket-token");
    const other = new Api(() => suite.server.url, body.data.token);
    expect((await other.board()).status).toBe(200);
    await caddie.api.request("POST", "/api/auth/sign-out");
    expect((await other.board()).status).toBe(401);
  });
});
