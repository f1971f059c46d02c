import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { UNDO_MS } from "@/lib/caddies/policy";
import { moves, turns } from "@/lib/caddies/tables";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

/** Ids of the queue of a list, the next one first. */
async function queueOf(club: TestClub, list = 1): Promise<string[]> {
  const { data } = (await club.admin.api.board(list)).body;
  return data.filter(({ position }) => position !== null).map(({ id }) => id);
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);

onEveryDatabase((suite) => {
  it("an undone dispatch puts the caddie back where he stood, though others have moved", async () => {
    const club = await suite.club(5);
    const before = (await club.admin.api.caddie(club.at(1, 2).id)).body.data;
    await club.admin.api.status(club.at(1, 2).id, "En campo");
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    await club.admin.api.update(club.at(1, 5).id, { position: 1 });
    const { status, body } = await club.admin.api.undo(club.at(1, 2).id);
    expect(status).toBe(200);
    expect(await queueOf(club)).toEqual(idsOf(club, 5, 2, 3, 4));
    expect(body.data).toMatchObject({
      status: "Disponible",
      since: before.since,
      turn: null,
      recentTurns: [],
    });
    expect(body.data.version).toBe(3);
  });

  it("an undone dispatch was no turn", async () => {
    const club = await suite.club(1);
    const { id } = club.at(1, 1);
    await club.admin.api.status(id, "En campo");
    await club.admin.api.undo(id);
    expect((await club.admin.api.turns()).body.data).toEqual([]);
    const [voided] = await suite.server.db.select().from(turns).where(eq(turns.caddieId, id));
    expect(voided?.status).toBe("voided");
    expect((await club.admin.api.updateTurn(voided?.id ?? "", { holes: 9 })).status).toBe(404);
    expect((await club.admin.api.startTurn({ caddieId: id })).status).toBe(201);
  });

  it("an undone return opens the very turn again", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const out = (await club.admin.api.startTurn({ caddieId: id, holes: 18 })).body.data;
    const finished = (await club.admin.api.updateTurn(out.id, { status: "finished" })).body.data;
    const { data } = (await club.admin.api.undo(id)).body;
    expect(data).toMatchObject({ status: "En campo", since: out.startedAt, turn: { id: out.id, holes: 18 } });
    const [turn] = (await club.admin.api.turns()).body.data;
    expect(turn).toMatchObject({ id: out.id, status: "open", endedAt: null, endedBy: null });
    expect(turn?.version).toBeGreaterThan(finished.version);
  });

  it("an undo cannot be undone, nor can a beginning", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const phone = await club.admin.connect();
    await club.admin.api.status(id, "Ausente");
    await club.admin.api.undo(id);
    const twice = await club.admin.api.undo(id);
    expect(twice.status).toBe(409);
    expect(twice.body).toMatchObject({
      code: "NOT_UNDOABLE",
      current: { id, status: "Disponible", version: 3 },
    });
    expect((await club.admin.api.undo(club.at(1, 2).id)).body.code).toBe("NOT_UNDOABLE");
    const added = (await club.admin.api.add({ name: "Fabio", listNumber: 1 })).body.data;
    expect((await club.admin.api.undo(added.id)).body.code).toBe("NOT_UNDOABLE");
    await phone.pulse();
    expect(phone.on("list-1")).toHaveLength(3);
  });

  it("takes back the change that was meant, or none", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const [first, second] = [randomUUID(), randomUUID()];
    await club.admin.api.status(id, "Ausente", first);
    await club.admin.api.status(id, "Disponible", second);
    expect((await club.admin.api.undo(id, { opId: first })).body.code).toBe("NOT_UNDOABLE");
    expect((await club.admin.api.undo(id, { opId: second, expectedVersion: 2 })).body.code).toBe(
      "VERSION_CONFLICT",
    );
    expect((await club.admin.api.undo(id, { opId: second })).body.data.status).toBe("Ausente");
  });

  it("is refused when the change is older than a quarter of an hour", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    await club.admin.api.status(id, "Ausente");
    const set = (ms: number) =>
      suite.server.db
        .update(moves)
        .set({ at: new Date(Date.now() - ms) })
        .where(eq(moves.caddieId, id));
    await set(UNDO_MS + 1000);
    expect((await club.admin.api.undo(id)).body.code).toBe("NOT_UNDOABLE");
    await set(UNDO_MS - 60_000);
    expect((await club.admin.api.undo(id)).status).toBe(200);
  });

  it("a removed caddie comes back as he was, his number and his place too", async () => {
    const club = await suite.club(3);
    const { id } = club.at(1, 2);
    const before = (await club.admin.api.caddie(id)).body.data;
    const phone = await club.admin.connect();
    await club.admin.api.remove(id);
    expect((await club.admin.api.caddie(id)).status).toBe(404);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 3));
    const { data } = (await club.admin.api.undo(id)).body;
    const { version, updatedAt } = data;
    expect(data).toEqual({ ...before, version, updatedAt });
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 3));
    const again = await phone.entry("admins", 1);
    expect(again).toMatchObject({
      event: "caddie:added",
      data: { position: 2, phoneNumber: before.phoneNumber },
    });
  });

  it("one who was removed while out comes back on his turn", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const turn = (await club.admin.api.startTurn({ caddieId: id })).body.data;
    await club.admin.api.remove(id);
    expect((await club.admin.api.undo(id)).body.data).toMatchObject({
      status: "En campo",
      turn: { id: turn.id },
    });
    expect((await club.admin.api.status(id, "Disponible")).body.data.position).toBe(2);
  });

  it("an undone move leads back to the place in the first list", async () => {
    const club = await suite.club(3, 2);
    const { id } = club.at(1, 2);
    await club.admin.api.update(id, { listNumber: 2, position: 1 });
    expect((await queueOf(club, 2))[0]).toBe(id);
    await club.admin.api.undo(id);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 3));
    expect(await queueOf(club, 2)).toEqual(club.list(2).map((caddie) => caddie.id));
  });

  it("whose old place was given away stands beside its new owner, and one more fits between them", async () => {
    const club = await suite.club(4);
    const [a, b, c, d] = idsOf(club, 1, 2, 3, 4) as [string, string, string, string];
    await club.admin.api.update(b, { position: 4 });
    await club.admin.api.update(d, { position: 2 });
    await club.admin.api.undo(b);
    const queue = await queueOf(club);
    expect(queue.slice(1, 3).sort()).toEqual([b, d].sort());
    expect([queue[0], queue[3]]).toEqual([a, c]);
    const placed = (await club.admin.api.update(a, { position: 2 })).body.data;
    expect(placed.position).toBe(2);
    expect((await queueOf(club))[1]).toBe(a);
  });
});
