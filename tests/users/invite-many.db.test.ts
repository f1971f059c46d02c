import { expect, it } from "vitest";
import type { ProblemBody } from "@/lib/http/problem";
import type { IssuedLinks } from "@/lib/users/contract";
import { Api, tokenIn } from "../harness/api";
import type { Person, TestClub } from "../harness/factories";
import { expectWholeLog, headsOf, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

const inviteMany = ({ api }: Person, caddieIds: string[], key?: string) =>
  api.request<{ data: IssuedLinks } & ProblemBody>("POST", "/api/users/invitations", {
    body: { caddieIds },
    key,
  });
let clubs = 0;

onEveryDatabase((suite) => {
  /** Names of their own, for user names are free once in a database. */
  async function newcomers(club: TestClub, count: number, name = `Nuevo${clubs++}${suite.database}`) {
    const replies = await Promise.all(
      Array.from({ length: count }, (_, i) =>
        club.admin.api.add({ name: `${name} Gil ${i}`, listNumber: 1 + (i % 2) }),
      ),
    );
    return replies.map(({ body }) => body.data.id);
  }

  it("[C-05] each gets an account of his own and a link that opens it once; whoever has one is left as he is", async () => {
    const club = await suite.club(1, 1);
    const ids = await newcomers(club, 5, `Zoila${suite.database}`);
    const has = club.at(1, 1);
    const { status, body } = await inviteMany(club.admin, [...ids, has.id]);
    expect(status).toBe(201);
    expect(body.data.skipped).toEqual([has.id]);
    const { issued } = body.data;
    expect(issued.map(({ user }) => user.caddieId).sort()).toEqual([...ids].sort());
    expect(new Set(issued.map(({ user }) => user.identifier)).size).toBe(5);
    expect(issued.map(({ listNumber }) => listNumber)).toEqual([1, 1, 1, 2, 2]);
    for (const { user } of issued)
      expect(user).toMatchObject({ role: "CADDIE", state: "invited", lists: [] });
    const [first] = issued;
    const nobody = new Api(() => suite.server.url, null);
    const path = `/api/invitations/${tokenIn(first?.link ?? "")}`;
    const choose = () => nobody.request("POST", path, { body: { password: "sol y sombra 9" } });
    expect([(await choose()).status, (await choose()).status]).toEqual([200, 409]);
    const entered = await nobody.request<{ user: { lists: number[] } }>("POST", "/api/auth/token", {
      body: { identifier: first?.user.identifier, password: "sol y sombra 9" },
    });
    expect(entered.body.user.lists).toEqual([1]);
    expect((await club.admin.api.user(has.account.userId)).body.data.version).toBe(1);
    await expectWholeLog(suite.server, club.id);
  });

  it("two hundred at once are one change, told to the admins one by one, and a lost answer makes none twice", async () => {
    const club = await suite.club(1, 1);
    const name = `Muchos${suite.database}`;
    const rows = Array.from({ length: 200 }, (_, i) => ({
      row: i + 2,
      name: `${name} Gil ${i}`,
      phoneNumber: "",
      list: "1",
    }));
    await club.admin.api.request("POST", "/api/caddies/import", { body: { rows } });
    const board = (await club.admin.api.board()).body.data;
    const ids = board.filter((caddie) => caddie.name.startsWith(name)).map(({ id }) => id);
    const desk = await club.admin.connect();
    const replies = [
      await inviteMany(club.admin, ids, "one-sheet"),
      await inviteMany(club.admin, ids, "one-sheet"),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(replies[1]?.body.data).toEqual(replies[0]?.body.data);
    const identifiers = replies[0]?.body.data.issued.map(({ user }) => user.identifier) ?? [];
    expect(new Set(identifiers).size).toBe(200);
    const { admins = 0 } = await headsOf(suite.server, club.id);
    expect((await desk.entry("admins", admins)).event).toBe("user:saved");
    const entries = await logOf(suite.server, club.id);
    expect(entries.filter(({ event }) => event === "user:saved")).toHaveLength(200);
    expect(JSON.stringify(entries)).not.toContain("/invitacion/");
    expect((await inviteMany(club.admin, [...ids, club.at(1, 1).id])).status).toBe(422);
  });

  it("one who is not there, or another club's, and nobody is invited", async () => {
    const [club, other] = [await suite.club(1, 1), await suite.club(1)];
    const ids = await newcomers(club, 2);
    const before = await headsOf(suite.server, club.id);
    expect((await inviteMany(club.admin, [...ids, other.at(1, 1).id])).status).toBe(404);
    expect((await inviteMany(other.admin, ids)).status).toBe(404);
    expect((await inviteMany(await club.as(club.at(1, 1)), ids)).status).toBe(403);
    expect(await headsOf(suite.server, club.id)).toEqual(before);
    expect((await inviteMany(club.admin, ids)).body.data.issued).toHaveLength(2);
  });

  it("two admins who invite the same ones at once make one account for each", async () => {
    const club = await suite.club(1, 1);
    const ids = await newcomers(club, 6);
    const colleague = await club.addAdmin();
    const replies = await Promise.all([
      inviteMany(club.admin, ids),
      inviteMany(colleague, [...ids].reverse()),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    const counts = replies.map(({ body }) => [body.data.issued.length, body.data.skipped.length]);
    expect(counts.flat().sort()).toEqual([0, 0, 6, 6]);
    for (const id of ids) expect((await club.admin.api.users(`?caddieId=${id}`)).body.data).toHaveLength(1);
  });
});
