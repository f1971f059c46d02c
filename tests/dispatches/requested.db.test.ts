import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { turns } from "@/lib/caddies/tables";
import type { TestClub } from "../harness/factories";
import { expectWholeLog } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

/** Ids of the queue of list 1, the next one first. */
async function queueOf(club: TestClub): Promise<string[]> {
  const { data } = (await club.admin.api.board(1)).body;
  return data.filter(({ position }) => position !== null).map(({ id }) => id);
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);
const MINUTE = 60_000;

onEveryDatabase((suite) => {
  it("[C-21] [C-22] whom a member asked for goes out of turn, tagged, and has his place again when he is back", async () => {
    const club = await suite.club(4);
    const { id } = club.at(1, 3);
    const { api } = club.admin;
    const { data } = (await api.startTurn({ caddieId: id, requested: { by: "Sr. Gómez" } })).body;
    expect(data).toMatchObject({ requested: true, requestedBy: "Sr. Gómez" });
    await api.status(club.at(1, 1).id, "En campo");
    await api.status(club.at(1, 1).id, "Disponible");
    const back = (await api.status(id, "Disponible")).body.data;
    expect(back).toMatchObject({ position: 2, turn: null });
    expect(await queueOf(club)).toEqual(idsOf(club, 2, 3, 4, 1));
    const moves = (await api.moves(id)).body.data;
    expect(moves.map(({ rule, reason }) => [rule, reason])).toEqual([
      ["place_kept", null],
      ["on_request", "Sr. Gómez"],
    ]);
    // By order it is another turn, and costs him his place.
    await api.startTurn({ caddieId: id });
    expect((await api.status(id, "Disponible")).body.data.position).toBe(4);
    const { data: all } = (await api.turns(`?caddieId=${id}`)).body;
    expect(all.map(({ requested }) => requested)).toEqual([false, true]);
    await expectWholeLog(suite.server, club.id);
  });

  it("an undone return is on his requested turn again, and keeps his place once more", async () => {
    const club = await suite.club(3);
    const { id } = club.at(1, 1);
    await club.admin.api.startTurn({ caddieId: id, requested: {} });
    await club.admin.api.status(id, "Disponible");
    await club.admin.api.undo(id);
    const { turn } = (await club.admin.api.caddie(id)).body.data;
    expect(turn).toMatchObject({ requested: true, requestedBy: null });
    expect((await club.admin.api.status(id, "Disponible")).body.data.position).toBe(1);
  });

  it("who goes out for nine or eighteen holes is expected back when the list's rule says", async () => {
    const club = await suite.club(3);
    await club.admin.api.changeRules({ expectedMinutes: { 9: 100, 18: 200 } });
    const minutes = (turn: { startedAt: string; expectedBackAt: string | null }) =>
      turn.expectedBackAt && (Date.parse(turn.expectedBackAt) - Date.parse(turn.startedAt)) / MINUTE;
    const nine = (await club.admin.api.startTurn({ caddieId: club.at(1, 1).id, holes: 9 })).body.data;
    const unknown = (await club.admin.api.startTurn({ caddieId: club.at(1, 2).id })).body.data;
    expect([minutes(nine), minutes(unknown)]).toEqual([100, null]);
    expect(minutes((await club.admin.api.updateTurn(unknown.id, { holes: 18 })).body.data)).toBe(200);
    const { turn } = (await club.admin.api.caddie(club.at(1, 2).id)).body.data;
    expect(turn && minutes(turn)).toBe(200);
  });

  it("[C-12] more turns in a day than the list allows are refused, naming the number, unless a reason is given", async () => {
    const club = await suite.club(3);
    const { id, name } = club.at(1, 1);
    const { api } = club.admin;
    await api.changeRules({ maxTurnsPerDay: 1 });
    await api.status(id, "En campo");
    await api.undo(id);
    // What was taken back was no turn.
    expect((await api.startTurn({ caddieId: id })).status).toBe(201);
    await api.status(id, "Disponible");
    const refused = await api.startTurn({ caddieId: id });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: "TURN_LIMIT",
      detail: `${name} has gone out 1 times today: 1 at most`,
      limit: 1,
      turns: 1,
      current: { id, status: "Disponible" },
    });
    expect((await api.status(id, "En campo")).body.code).toBe("TURN_LIMIT");
    const other = club.at(1, 2).id;
    expect((await api.dispatch({ caddieIds: [other, id] })).body.code).toBe("TURN_LIMIT");
    expect((await api.caddie(other)).body.data.status).toBe("Disponible");
    expect((await api.startTurn({ caddieId: id, beyondLimit: "faltan caddies" })).status).toBe(201);
    expect((await api.moves(id)).body.data[0]).toMatchObject({
      rule: "left_queue",
      reason: "faltan caddies",
    });
    // Yesterday's turns are yesterday's.
    await api.status(id, "Disponible");
    const yesterday = new Date(Date.now() - 26 * 60 * MINUTE);
    await suite.server.db
      .update(turns)
      .set({ startedAt: yesterday, endedAt: yesterday })
      .where(eq(turns.caddieId, id));
    expect((await api.startTurn({ caddieId: id })).status).toBe(201);
  });
});
