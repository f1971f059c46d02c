import { expect, it } from "vitest";
import { CADDIE_STATUSES } from "@/lib/caddies/vocabulary";
import type { PlaceSnapshot } from "@/lib/places/contract";
import { Chance } from "../harness/chance";
import type { Person } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

const placeOf = async (person: Person, id: string) =>
  person.api.request<PlaceSnapshot>("GET", `/api/caddies/${id}/place`);

onEveryDatabase((suite) => {
  it("[C-22] says how one came to the place: rule, author and time, and whose changes moved him", async () => {
    const club = await suite.club(4);
    const mine = club.at(1, 4);
    const me = await club.as(mine);
    await club.admin.api.status(mine.id, "Ausente");
    await club.admin.api.status(mine.id, "Disponible");
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    await club.admin.api.update(club.at(1, 2).id, { position: 3, reason: "pidió esperar" });
    const { status, body } = await placeOf(me, mine.id);
    expect(status).toBe(200);
    const { admin } = club;
    const by = { id: admin.userId, name: admin.name };
    expect(body.data).toMatchObject({ caddieId: mine.id, position: 2, total: 3, complete: true });
    expect(body.data.steps).toMatchObject([
      { cause: "joined", from: null, to: 4, by, caddie: { id: mine.id } },
      { cause: "went", from: 4, to: 3, by, caddie: { name: club.at(1, 1).name }, rule: "left_queue" },
      { cause: "behind", from: 3, to: 2, by, rule: "chosen_place", reason: "pidió esperar" },
    ]);
    expect(body.cursors).toEqual(
      (await me.api.board(1)).body.cursors["list-1"] && {
        "list-1": (await me.api.board(1)).body.cursors["list-1"],
      },
    );
    expect(JSON.stringify(body)).not.toContain(club.at(1, 1).phoneNumber);
  });

  it("[C-22] of one who never moved tells what others did, and of one who is out how he left", async () => {
    const club = await suite.club(3);
    const [first, , third] = [club.at(1, 1), club.at(1, 2), club.at(1, 3)];
    const me = await club.as(third);
    expect((await placeOf(me, third.id)).body.data).toMatchObject({
      position: 3,
      complete: false,
      steps: [],
    });
    await club.admin.api.status(first.id, "En campo");
    expect((await placeOf(me, third.id)).body.data.steps).toMatchObject([{ cause: "went", from: 3, to: 2 }]);
    await club.admin.api.startTurn({ caddieId: third.id });
    expect((await placeOf(me, third.id)).body.data).toMatchObject({
      position: null,
      steps: [{ cause: "left", from: 2, to: null, rule: "left_queue" }],
    });
  });

  it("[C-22] is for himself and the caddie master, and for nobody else", async () => {
    const club = await suite.club(2, 1);
    const { id } = club.at(1, 1);
    expect((await placeOf(await club.as(club.at(1, 2)), id)).status).toBe(403);
    expect((await placeOf(await club.as(club.at(2, 1)), id)).status).toBe(404);
    expect((await placeOf((await suite.club(1)).admin, id)).status).toBe(404);
    expect((await placeOf(club.admin, id)).status).toBe(200);
    await club.admin.api.remove(id);
    expect((await placeOf(club.admin, id)).status).toBe(404);
  });

  const chance = Chance.fresh();
  it(`[C-22] after a random morning each explanation ends at the true place (FUZZ_SEED=${chance.seed})`, async () => {
    const club = await suite.club(7, 3);
    const admins = [club.admin, await club.addAdmin()];
    const ids = club.caddies.map(({ id }) => id);
    const { api } = club.admin;
    // Whose beginning is told: each of them has once come into the queue.
    await Promise.all(ids.map((id) => api.status(id, "Ausente")));
    await Promise.all(ids.map((id) => api.status(id, "Disponible")));
    for (let burst = 0; burst < 12; burst++) {
      const acts = Array.from({ length: chance.upTo(6) }, () => {
        const [by, id] = [chance.pick(admins).api, chance.pick(ids)];
        return chance.pick([
          () => by.status(id, chance.pick(CADDIE_STATUSES)),
          () => by.update(id, { position: chance.upTo(6) }),
          () => by.update(id, { listNumber: chance.upTo(2) }),
          () => by.update(id, { name: `Caddie ${chance.upTo(99)}` }),
          () => by.undo(id),
        ])();
      });
      await Promise.all(acts);
    }
    const { data } = (await api.board()).body;
    const causes = new Set<string>();
    for (const { id, position } of data) {
      const { data: place } = (await placeOf(club.admin, id)).body;
      expect(place.position).toBe(position);
      if (position !== null) {
        expect(place.complete, id).toBe(true);
        expect(place.steps.at(-1)?.to, id).toBe(position);
      }
      for (const { cause } of place.steps) causes.add(cause);
    }
    // Nothing had to be told without a change that explains it.
    expect(causes).not.toContain("other");
    expect(causes).toContain("joined");
  });
});
