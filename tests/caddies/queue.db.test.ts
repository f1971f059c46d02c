import { expect, it } from "vitest";
import { isLegalMove } from "@/lib/caddies/policy";
import { CADDIE_STATUSES } from "@/lib/caddies/vocabulary";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

async function queueOf(club: TestClub, list = 1): Promise<string[]> {
  const { data } = (await club.admin.api.board(list)).body;
  const queue = data.filter(({ position }) => position !== null);
  expect(queue.map(({ position }) => position)).toEqual(queue.map((_, i) => i + 1));
  return queue.map(({ id }) => id);
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);

const TRIES = CADDIE_STATUSES.flatMap((from) => CADDIE_STATUSES.map((to): [string, string] => [from, to]));

onEveryDatabase((suite) => {
  it.each(TRIES)("[C-07] from %s to %s", async (from, to) => {
    const club = await suite.club(1);
    const { id } = club.at(1, 1);
    if (from !== "Disponible") await club.admin.api.status(id, from);
    const { status, body } = await club.admin.api.status(id, to);
    const legal = isLegalMove(from as "Disponible", to as "Disponible");
    expect(status).toBe(legal || from === to ? 200 : 409);
    expect((await club.admin.api.caddie(id)).body.data.status).toBe(status === 200 ? to : from);
    if (from === to) expect(body.cursors).toEqual({});
  });

  it("[C-21] the queue closes up behind who goes out, and who returns stands at the end", async () => {
    const club = await suite.club(4);
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    await club.admin.api.status(club.at(1, 3).id, "Ausente");
    expect(await queueOf(club)).toEqual(idsOf(club, 2, 4));
    await club.admin.api.status(club.at(1, 1).id, "Disponible");
    await club.admin.api.status(club.at(1, 3).id, "Disponible");
    expect(await queueOf(club)).toEqual(idsOf(club, 2, 4, 1, 3));
  });

  it("[C-21] the master puts a caddie at any place, many times over", async () => {
    const club = await suite.club(5);
    const order = idsOf(club, 1, 2, 3, 4, 5);
    for (const [from, to] of [
      [5, 1],
      [1, 5],
      [2, 3],
      [3, 2],
      [4, 4],
      [1, 99],
      [5, 2],
      [2, 1],
      [2, 1],
      [2, 1],
    ] as const) {
      const [moved] = order.splice(from - 1, 1);
      order.splice(Math.min(to, 5) - 1, 0, moved ?? "");
      const reply = await club.admin.api.update(moved ?? "", { position: to });
      expect(reply.body.data.position).toBe(Math.min(to, 5));
      expect(await queueOf(club)).toEqual(order);
    }
  });

  it("[C-21] those who are out keep no place, and no place is lost between them", async () => {
    const club = await suite.club(4);
    await club.admin.api.status(club.at(1, 2).id, "En campo");
    await club.admin.api.update(club.at(1, 4).id, { position: 2 });
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 4, 3));
    await club.admin.api.undo(club.at(1, 2).id);
    const queue = await queueOf(club);
    expect(queue).toHaveLength(4);
    expect(queue.filter((id) => id !== club.at(1, 2).id)).toEqual(idsOf(club, 1, 4, 3));
  });

  it("a caddie who changes lists stands at its end, or where he is put", async () => {
    const club = await suite.club(2, 2);
    const [one, two] = idsOf(club, 1, 2) as [string, string];
    const theirs = club.list(2).map(({ id }) => id);
    await club.admin.api.update(one, { listNumber: 2 });
    await club.admin.api.update(two, { listNumber: 2, position: 1 });
    expect(await queueOf(club, 2)).toEqual([two, ...theirs, one]);
    expect(await queueOf(club, 1)).toEqual([]);
  });

  it("a changed number is seen by the master and by himself, and by nobody else", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    await club.admin.api.update(id, { phoneNumber: "300 4444" });
    const seenBy = async (place: number) =>
      (await (await club.as(club.at(1, place))).api.board()).body.data.find((c) => c.id === id)?.phoneNumber;
    expect((await club.admin.api.caddie(id)).body.data.phoneNumber).toBe("300 4444");
    expect(await seenBy(1)).toBe("300 4444");
    expect(await seenBy(2)).toBeNull();
    expect((await (await club.as(club.at(1, 2))).api.caddie(id)).body.data.phoneNumber).toBeNull();
  });

  it("a board is told with the cursors of its streams, and an answer with the cursors that it moved", async () => {
    const club = await suite.club(1, 1);
    const caddie = await club.as(club.at(1, 1));
    expect(Object.keys((await club.admin.api.board()).body.cursors)).toEqual(["list-1", "list-2", "admins"]);
    expect(Object.keys((await club.admin.api.board(2)).body.cursors)).toEqual(["list-2", "admins"]);
    expect(Object.keys((await caddie.api.board()).body.cursors)).toEqual(["list-1", "user"]);
    const moved = (await club.admin.api.update(club.at(2, 1).id, { listNumber: 1 })).body.cursors;
    const { cursors } = (await club.admin.api.board()).body;
    expect(moved).toEqual(cursors);
  });
});
