import { expect, it } from "vitest";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();

async function open(club: TestClub, place = 1) {
  return (await club.admin.api.startTurn({ caddieId: club.at(1, place).id })).body.data;
}

onEveryDatabase((suite) => {
  it("[C-12] a turn starts with what is known of it, and its caddie is out", async () => {
    const club = await suite.club(2);
    const { id, name } = club.at(1, 1);
    const reply = await club.admin.api.startTurn({ caddieId: id, holes: 18, notes: "  cuarteto " });
    expect(reply.status).toBe(201);
    const turn = reply.body.data;
    expect(turn).toEqual({
      id: expect.any(String),
      caddieId: id,
      caddieName: name,
      listNumber: 1,
      status: "open",
      startedAt: expect.any(String),
      endedAt: null,
      holes: 18,
      notes: "cuarteto",
      groupId: null,
      requested: false,
      requestedBy: null,
      expectedBackAt: expect.any(String),
      startedBy: { id: club.admin.userId, name: club.admin.name },
      endedBy: null,
      version: 1,
    });
    expect((await club.admin.api.caddie(id)).body.data).toMatchObject({
      status: "En campo",
      position: null,
      turn: { id: turn.id, holes: 18 },
    });
    expect(Object.keys(reply.body.cursors)).toEqual(["list-1"]);
  });

  it("[C-12] sending him out by his status opens the same kind of turn, and his return closes it", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    await club.admin.api.status(id, "En campo");
    const [turn] = (await club.admin.api.turns()).body.data;
    expect(turn).toMatchObject({ caddieId: id, status: "open", holes: null, notes: null });
    const other = await club.addAdmin();
    await other.api.status(id, "Disponible");
    const [done] = (await club.admin.api.turns()).body.data;
    expect(done).toMatchObject({
      id: turn?.id,
      status: "finished",
      endedBy: { id: other.userId },
      version: 2,
    });
  });

  it("[C-12] finishing a turn brings the caddie back to the end of his list", async () => {
    const club = await suite.club(3);
    const turn = await open(club);
    const reply = await club.admin.api.updateTurn(turn.id, { status: "finished", holes: 9, notes: "lluvia" });
    expect(reply.status).toBe(200);
    expect(reply.body.data).toMatchObject({ status: "finished", holes: 9, notes: "lluvia" });
    expect((await club.admin.api.caddie(turn.caddieId)).body.data).toMatchObject({
      status: "Disponible",
      position: 3,
      turn: null,
    });
    const again = await club.admin.api.updateTurn(turn.id, { status: "finished" });
    expect(again.status).toBe(200);
    expect(again.body.data).toEqual(reply.body.data);
  });

  it("one who goes home from the course has finished, and one who is removed too", async () => {
    const club = await suite.club(2);
    const [one, two] = [await open(club, 1), await open(club, 2)];
    await club.admin.api.status(one.caddieId, "Ausente");
    await club.admin.api.remove(two.caddieId);
    const { data } = (await club.admin.api.turns()).body;
    expect(data.map(({ status }) => status)).toEqual(["finished", "finished"]);
  });

  it("a correction changes the turn, keeps the place, and leaves a trace", async () => {
    const club = await suite.club(2);
    const turn = await open(club);
    await club.admin.api.updateTurn(turn.id, { status: "finished" });
    const before = (await club.admin.api.caddie(turn.caddieId)).body.data;
    const phone = await club.admin.connect();
    const [startedAt, endedAt] = [ago(250), ago(10)];
    const reply = await club.admin.api.updateTurn(turn.id, { startedAt, endedAt, holes: 18 });
    expect(reply.body.data).toMatchObject({ startedAt, endedAt, holes: 18, status: "finished" });
    const after = (await club.admin.api.caddie(turn.caddieId)).body.data;
    expect(after).toMatchObject({
      position: before.position,
      status: before.status,
      recentTurns: [startedAt],
    });
    expect(after.version).toBe(before.version + 1);
    const [move] = (await club.admin.api.moves(turn.caddieId)).body.data;
    expect(move).toMatchObject({ kind: "turn", rule: null, by: { id: club.admin.userId } });
    await phone.reach(reply.body.cursors);
    expect(phone.on("list-1")).toMatchObject([{ event: "caddie:updated", data: { updates: {} } }]);
    const same = await club.admin.api.updateTurn(turn.id, { startedAt, holes: 18 });
    expect(same.body.cursors).toEqual({});
  });

  it("a correction that cannot be is refused by the name of its field", async () => {
    const club = await suite.club(2);
    const turn = await open(club);
    const refused = async (body: object) =>
      (await club.admin.api.updateTurn(turn.id, body)).body.errors?.[0]?.path;
    expect(await refused({ endedAt: ago(0) })).toBe("endedAt");
    expect(await refused({ startedAt: ago(-5) })).toBe("startedAt");
    await club.admin.api.updateTurn(turn.id, { status: "finished" });
    expect(await refused({ endedAt: ago(-5) })).toBe("endedAt");
    expect(await refused({ endedAt: ago(60) })).toBe("endedAt");
    expect(await refused({ startedAt: "1899-12-31T00:00:00Z" })).toBe("startedAt");
    expect(await refused({ endedAt: "2026-02-30T10:00:00Z" })).toBe("endedAt");
  });

  it("a turn is corrected after its caddie was removed too, and no board is told", async () => {
    const club = await suite.club(2);
    const turn = await open(club);
    await club.admin.api.remove(turn.caddieId);
    const before = (await club.admin.api.board()).body.cursors;
    const reply = await club.admin.api.updateTurn(turn.id, { holes: 9 });
    expect([reply.status, reply.body.data.holes, reply.body.cursors]).toEqual([200, 9, {}]);
    expect((await club.admin.api.board()).body.cursors).toEqual(before);
  });

  it("I10: of 10 corrections of one version of a turn one succeeds", async () => {
    const club = await suite.club(1);
    const turn = await open(club);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        club.admin.api.updateTurn(turn.id, { notes: `nota ${n}`, expectedVersion: 1 }),
      ),
    );
    const [won, ...more] = replies.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    for (const { status, body } of replies.filter((reply) => reply !== won)) {
      expect([status, body.code]).toEqual([409, "VERSION_CONFLICT"]);
      expect((body as unknown as { current: unknown }).current).toEqual(won?.body.data);
    }
  });

  it("turns are paged from the latest, without a gap or a repeat, within their dates", async () => {
    const club = await suite.club(5);
    for (let place = 1; place <= 5; place++) await open(club, place);
    const all = (await club.admin.api.turns()).body;
    expect(all.data).toHaveLength(5);
    expect(all.nextCursor).toBeNull();
    const starts = all.data.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
    const paged: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = `?limit=2${cursor && `&cursor=${cursor}`}`;
      const page = (await club.admin.api.turns(query)).body;
      paged.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.data.map(({ id }) => id));
    const from = (await club.admin.api.turns(`?from=${starts[2]}`)).body.data;
    expect(from.every(({ startedAt }) => startedAt >= (starts[2] ?? ""))).toBe(true);
    const to = (await club.admin.api.turns(`?to=${starts[2]}`)).body.data;
    expect(to.every(({ startedAt }) => startedAt < (starts[2] ?? ""))).toBe(true);
    expect(from.length + to.length).toBe(5);
  });

  it("a caddie sees his own turns and nobody else's", async () => {
    const club = await suite.club(2);
    const own = await open(club, 1);
    const other = await open(club, 2);
    const himself = await club.as(club.at(1, 1));
    expect((await himself.api.turns()).body.data.map(({ id }) => id)).toEqual([own.id]);
    expect((await himself.api.turns(`?caddieId=${own.caddieId}`)).body.data).toHaveLength(1);
    expect((await himself.api.turns(`?caddieId=${other.caddieId}`)).status).toBe(404);
    expect((await himself.api.updateTurn(own.id, { status: "finished" })).status).toBe(403);
    expect((await club.admin.api.turns()).body.data).toHaveLength(2);
  });
});
