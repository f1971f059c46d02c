import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { turns } from "@/lib/caddies/tables";
import type { TestClub } from "../harness/factories";
import { expectWholeLog, headsOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

/** Ids of the queue of list 1, the next one first. */
async function queueOf(club: TestClub): Promise<string[]> {
  const { data } = (await club.admin.api.board(1)).body;
  return data.filter(({ position }) => position !== null).map(({ id }) => id);
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);

onEveryDatabase((suite) => {
  it("[C-12] a group goes out together: a turn and an event for each, one group, one key", async () => {
    const club = await suite.club(5);
    const phone = await club.admin.connect();
    const key = randomUUID();
    const caddieIds = idsOf(club, 1, 2, 4);
    const { status, body } = await club.admin.api.dispatch({ caddieIds, holes: 9, notes: "terceto" }, key);
    expect(status).toBe(201);
    const { groupId, caddies } = body.data;
    expect(caddies.map(({ id, turn }) => [id, turn?.groupId, turn?.holes])).toEqual(
      caddieIds.map((id) => [id, groupId, 9]),
    );
    const heard = [1, 2, 3].map((seq) => phone.entry("list-1", seq));
    expect((await Promise.all(heard)).map(({ opId, data }) => [opId, data])).toEqual(
      caddieIds.map((caddieId) => [key, expect.objectContaining({ caddieId, status: "En campo" })]),
    );
    expect(await queueOf(club)).toEqual(idsOf(club, 3, 5));
    const stored = await suite.server.db.select().from(turns).where(eq(turns.groupId, groupId));
    expect(stored.map(({ notes }) => notes)).toEqual(["terceto", "terceto", "terceto"]);
    await expectWholeLog(suite.server, club.id);
  });

  it("[C-12] where one cannot go nobody does, and the answer names who cannot, since when and by whom", async () => {
    const club = await suite.club(4);
    const [gone, home] = [club.at(1, 2), club.at(1, 3)];
    const faster = await club.addAdmin();
    await faster.api.startTurn({ caddieId: gone.id });
    await faster.api.status(home.id, "Ausente");
    const heads = await headsOf(suite.server, club.id);
    const { status, body } = await club.admin.api.dispatch({ caddieIds: idsOf(club, 1, 2, 3, 4) });
    expect(status).toBe(409);
    const by = { id: faster.userId, name: faster.name };
    expect(body).toMatchObject({
      code: "CADDIE_NOT_AVAILABLE",
      detail: `${gone.name} is En campo, ${home.name} is Ausente`,
      unavailable: [
        { caddieId: gone.id, name: gone.name, status: "En campo", by },
        { caddieId: home.id, name: home.name, status: "Ausente", by },
      ],
    });
    expect(await headsOf(suite.server, club.id)).toEqual(heads);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 4));
  });

  it("one undo puts the whole group exactly where it stood, or none of it", async () => {
    const club = await suite.club(6);
    const caddieIds = idsOf(club, 2, 4, 5);
    const key = randomUUID();
    await club.admin.api.dispatch({ caddieIds }, key);
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    await club.admin.api.status(club.at(1, 1).id, "Disponible");
    const { status, body } = await club.admin.api.undoDispatch({ caddieIds, opId: key });
    expect(status).toBe(200);
    expect(body.data.map(({ status: now }) => now)).toEqual(["Disponible", "Disponible", "Disponible"]);
    expect(await queueOf(club)).toEqual(idsOf(club, 2, 3, 4, 5, 6, 1));
    expect((await club.admin.api.turns()).body.data).toHaveLength(1);

    const again = randomUUID();
    await club.admin.api.dispatch({ caddieIds }, again);
    await club.admin.api.status(caddieIds[1] ?? "", "Disponible");
    const late = await club.admin.api.undoDispatch({ caddieIds, opId: again });
    expect([late.status, late.body.code]).toEqual([409, "NOT_UNDOABLE"]);
    expect(await queueOf(club)).toEqual([...idsOf(club, 3, 6, 1), caddieIds[1]]);
    await expectWholeLog(suite.server, club.id);
  });

  it.each([
    ["one alone", [1]],
    ["five", [1, 2, 3, 4, 5]],
    ["one twice", [1, 1]],
  ])("a group of %s is refused by its field", async (_what, places) => {
    const club = await suite.club(5);
    const { status, body } = await club.admin.api.dispatch({ caddieIds: idsOf(club, ...places) });
    expect([status, body.errors?.[0]?.path]).toEqual([422, "caddieIds"]);
  });

  it("[C-12] of many groups with the same men at once each man goes once, and none waits crosswise", async () => {
    const club = await suite.club(8, 4);
    const other = await club.addAdmin();
    const groups = [
      [1, 2, 3],
      [3, 2, 1],
      [3, 4],
      [4, 5, 6, 7],
      [7, 1],
      [8, 6],
    ].map((places) => idsOf(club, ...places));
    const across = [club.at(1, 8).id, club.at(2, 1).id];
    const replies = await Promise.all([
      ...groups.map((caddieIds, i) => (i % 2 ? other : club.admin).api.dispatch({ caddieIds })),
      club.admin.api.dispatch({ caddieIds: across }),
      other.api.dispatch({ caddieIds: across.toReversed() }),
      club.admin.api.startTurn({ caddieId: club.at(1, 2).id }),
      other.api.startTurn({ caddieId: club.at(1, 4).id, requested: {} }),
    ]);
    expect(replies.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const open = await suite.server.db.select().from(turns).where(eq(turns.organizationId, club.id));
    expect(new Set(open.map(({ caddieId }) => caddieId)).size).toBe(open.length);
    const sent = replies.map(({ status, body }) =>
      status === 201 ? ("caddies" in body.data ? body.data.caddies.length : 1) : 0,
    );
    expect(open).toHaveLength(sent.reduce((a, b) => a + b, 0));
    await expectWholeLog(suite.server, club.id);
  });
});
