import { beforeAll, expect, it } from "vitest";
import type { ProblemBody } from "@/lib/http/problem";
import { lists, organizations } from "@/lib/organizations/tables";
import { users } from "@/lib/users/tables";
import { Api } from "../harness/api";
import { onEveryDatabase, type Suite } from "../harness/suite";

const SETUP = {
  club: { name: " Club Los Pinos ", timeZone: "America/Lima", language: "en", lists: ["Lista 1", "Damas"] },
  admin: { name: "Olga Uribe", identifier: "Olga@Pinos.club", password: "una clave larga" },
};

/** The end of the link that the server logged at its start, or null. */
function loggedToken({ server }: Suite): string | null {
  const links = server.lines.flatMap(({ setup }) => (typeof setup === "string" ? [setup] : []));
  expect(links.length).toBeLessThanOrEqual(1);
  const [link] = links;
  expect(link ?? "").toMatch(link ? /^http:\/\/localhost:\d+\/instalar\/[\w-]{43}$/ : /^$/);
  return link?.split("/").at(-1) ?? null;
}

const ask = (suite: Suite, body: object, from?: string) =>
  new Api(() => suite.server.url, null).request<ProblemBody>("POST", "/api/setup", {
    body,
    headers: from ? { "x-forwarded-for": from } : {},
  });

onEveryDatabase((suite) => {
  let token = "";
  beforeAll(() => {
    token = loggedToken(suite) ?? "";
  });

  it("a server without a club logs one link, the same after a restart and on every process", async () => {
    expect(token).not.toBe("");
    suite.server.lines.length = 0;
    await suite.server.restart();
    expect(loggedToken(suite)).toBe(token);
  });

  it("another token opens nothing, and what is wrong with the club is told by its field", async () => {
    for (const wrong of ["", "none", `${token}A`, token.slice(1), `B${token.slice(1)}`]) {
      expect((await ask(suite, { ...SETUP, token: wrong })).status).toBe(404);
    }
    expect((await ask(suite, SETUP)).status).toBe(404);
    const paths = async (body: object) =>
      (await ask(suite, { token, ...body })).body.errors?.map(({ path }) => path);
    const { club, admin } = SETUP;
    expect(await paths({})).toEqual(["club", "admin"]);
    expect(await paths({ admin, club: { ...club, name: " ", timeZone: "Mars/Base", lists: [] } })).toEqual([
      "club.name",
      "club.timeZone",
      "club.lists",
    ]);
    expect(
      await paths({ club: { ...club, lists: ["a", ""] }, admin: { ...admin, password: "7 chars" } }),
    ).toEqual(["club.lists.1", "admin.password"]);
    expect(await paths({ club, admin: { ...admin, role: "ADMIN" } })).toEqual(["admin.role"]);
    expect(await suite.server.db.select().from(organizations)).toEqual([]);
  });

  it("twenty at once make one club, with its lists and one admin who can sign in", async () => {
    const tries = Array.from({ length: 20 }, (_, n) =>
      ask(suite, { token, ...SETUP, admin: { ...SETUP.admin, identifier: `olga-${n}@pinos.club` } }),
    );
    const replies = await Promise.all(tries);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(404)]);
    const [club, ...more] = await suite.server.db.select().from(organizations);
    expect(more).toEqual([]);
    expect(club).toMatchObject({
      name: "Club Los Pinos",
      timeZone: "America/Lima",
      language: "en",
      version: 1,
    });
    const own = await suite.server.db.select().from(lists);
    expect(own.map(({ number, name }) => [number, name])).toEqual([
      [1, "Lista 1"],
      [2, "Damas"],
    ]);
    const accounts = await suite.server.db.select().from(users);
    expect(accounts).toHaveLength(1);
    const { identifier = "" } = accounts[0] ?? {};
    expect(identifier).toBe(`olga-${replies.findIndex(({ status }) => status === 201)}@pinos.club`);
    const { body } = await new Api(() => suite.server.url, null).request<{ token: string; user: object }>(
      "POST",
      "/api/auth/token",
      { body: { identifier, password: SETUP.admin.password } },
    );
    expect(body.user).toMatchObject({ name: "Olga Uribe", role: "ADMIN", lists: [1, 2] });
    const added = await new Api(() => suite.server.url, body.token).add({ name: "Elkin", listNumber: 2 });
    expect(added.status).toBe(201);
  });

  it("with a club the link is worth nothing, and a restart logs none", async () => {
    expect((await ask(suite, { token, ...SETUP })).status).toBe(404);
    suite.server.lines.length = 0;
    await suite.server.restart();
    expect(loggedToken(suite)).toBeNull();
    expect((await ask(suite, { token, ...SETUP })).status).toBe(404);
    expect(await suite.server.db.select().from(users)).toHaveLength(1);
  });
});

onEveryDatabase(
  (suite) => {
    it("[R-03] whoever tries links is stopped for a minute by his address, and the right one elsewhere is not", async () => {
      const token = loggedToken(suite) ?? "";
      const [address, neighbour] = [`setup ${Math.random()}`, `setup ${Math.random()}`];
      const tries = Array.from({ length: 100 }, (_, n) => ask(suite, { token: `${n}` }, address));
      expect(new Set((await Promise.all(tries)).map(({ status }) => status))).toEqual(new Set([404]));
      const shut = await ask(suite, { token, ...SETUP }, address);
      expect(shut.status).toBe(429);
      expect(Number(shut.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await ask(suite, { token, ...SETUP }, neighbour)).status).toBe(201);
    });
  },
  { TRUST_PROXY: "1" },
);
