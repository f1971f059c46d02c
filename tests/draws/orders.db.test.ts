import { expect, it } from "vitest";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

async function queueOf(club: TestClub, list = 1): Promise<string[]> {
  const { data } = (await club.admin.api.board(list)).body;
  return data.flatMap(({ id, position }) => (position === null ? [] : [id]));
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);

onEveryDatabase((suite) => {
  it("[C-21] a list is ordered by name, either way, and the undo gives back exactly what was", async () => {
    const club = await suite.club(4);
    const { api } = club.admin;
    await api.update(club.at(1, 3).id, { position: 1 });
    await api.status(club.at(1, 4).id, "Ausente");
    await api.status(club.at(1, 4).id, "Disponible");
    const before = await queueOf(club);
    expect((await api.reorder(1, { mode: "ascending" })).body.data.changed).toBe(true);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 3, 4));
    expect((await api.undoOrder(1)).status).toBe(200);
    expect(await queueOf(club)).toEqual(before);
    await api.reorder(1, { mode: "descending", reason: "Hoy toca al revés" });
    expect(await queueOf(club)).toEqual(idsOf(club, 4, 3, 2, 1));
    const [move] = (await api.moves(club.at(1, 4).id)).body.data;
    expect(move).toMatchObject({ rule: "sorted", reason: "Hoy toca al revés", to: { position: 1 } });
    expect((await api.undoOrder(1)).status).toBe(200);
    expect((await api.undoOrder(1)).body.code).toBe("NOT_UNDOABLE");
  });

  it("an order cannot be taken back once somebody has another place since", async () => {
    const club = await suite.club(4);
    const { api } = club.admin;
    await api.reorder(1, { mode: "descending" });
    await api.update(club.at(1, 1).id, { position: 1 });
    expect((await api.undoOrder(1)).body.code).toBe("NOT_UNDOABLE");
    await api.reorder(1, { mode: "descending" });
    await api.status(club.at(1, 4).id, "En campo");
    expect((await api.undoOrder(1)).body.code).toBe("NOT_UNDOABLE");
    // Taken back in turn, both are exact.
    await api.undo(club.at(1, 4).id);
    expect((await api.undoOrder(1)).status).toBe(200);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 4, 3, 2));
  });

  it("[C-21] an order that is the present one changes nothing and is not announced", async () => {
    const club = await suite.club(3);
    const reply = await club.admin.api.reorder(1, { mode: "ascending" });
    expect(reply.body).toEqual({
      data: { listNumber: 1, changed: false, undoableUntil: null },
      cursors: {},
    });
  });

  it("an order that was written down needs all of the queue, and a reason", async () => {
    const club = await suite.club(3);
    const { api } = club.admin;
    const order = idsOf(club, 2, 3, 1);
    const reason = "La planilla de ayer";
    expect((await api.reorder(1, { mode: "manual", order })).status).toBe(422);
    expect((await api.reorder(1, { mode: "manual", reason })).status).toBe(422);
    const twice = [...order.slice(1), ...order.slice(1, 2)];
    expect((await api.reorder(1, { mode: "manual", order: twice, reason })).status).toBe(422);
    const short = await api.reorder(1, { mode: "manual", order: order.slice(1), reason });
    expect([short.status, short.body.current]).toEqual([409, idsOf(club, 1, 2, 3)]);
    expect((await api.reorder(1, { mode: "manual", order, reason })).status).toBe(200);
    expect(await queueOf(club)).toEqual(order);
  });

  it("taps and orders at once leave one dense order, whoever was first", async () => {
    const club = await suite.club(6, 2);
    const { api } = club.admin;
    const other = (await club.addAdmin()).api;
    for (let round = 0; round < 5; round++) {
      const replies = await Promise.all([
        api.reorder(1, { mode: round % 2 === 0 ? "descending" : "ascending" }),
        other.status(club.at(1, 1).id, round % 2 === 0 ? "En campo" : "Disponible"),
        api.update(club.at(2, 1).id, { listNumber: round % 2 === 0 ? 1 : 2 }),
        other.update(club.at(1, 3).id, { position: 1 }),
        other.undo(club.at(1, 5).id),
      ]);
      for (const { status } of replies) expect([200, 409]).toContain(status);
      const { data } = (await api.board(1)).body;
      const places = data.flatMap(({ position }) => position ?? []);
      expect(places).toEqual(places.map((_, i) => i + 1));
    }
  });
});
