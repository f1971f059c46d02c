import { expect, it } from "vitest";
import { CADDIE_STATUSES } from "@/lib/caddies/vocabulary";
import { ABSENT_PLACES, LATE_PLACES, RETURN_PLACES } from "@/lib/rules/vocabulary";
import { Chance } from "../harness/chance";
import type { Person, TestClub } from "../harness/factories";
import { expectWholeLog } from "../harness/log";
import type { Phone } from "../harness/phone";
import { freshBoard, ReferenceClient } from "../harness/reference-client";
import { onEveryDatabase } from "../harness/suite";
import { Witness } from "../history/witness";

const BURSTS = 40;
const LISTS = [1, 2, 3];

interface Yard {
  chance: Chance;
  club: TestClub;
  admins: Person[];
  /** Everybody who was ever on the board. */
  ids: string[];
  /** He watches, and stays in his list. */
  watcherId: string;
}
type Command = (yard: Yard, by: Person, id: string) => Promise<{ status: number }>;

async function turnOf(by: Person, id: string, body: object): Promise<{ status: number }> {
  const { data } = (await by.api.turns(`?caddieId=${id}`)).body;
  return data?.[0] ? by.api.updateTurn(data[0].id, body) : by.api.startTurn({ caddieId: id });
}

/** Promises the day's draw, runs it, or gives it up, whichever comes next. */
async function drawOf(by: Person, listNumber: number): Promise<{ status: number }> {
  const [latest] = (await by.api.draws(listNumber)).body.data;
  if (latest?.state === "committed") return by.api.runDraw(latest.id);
  if (latest?.state === "revealed") return by.api.cancelDraw(latest.id, "otra vez");
  return by.api.commitDraw({ listNumber });
}

const COMMANDS: Command[] = [
  ({ chance }, by, id) => by.api.status(id, chance.pick(CADDIE_STATUSES)),
  (_yard, by, id) => by.api.status(id, "En campo"),
  (_yard, by, id) => by.api.status(id, "Disponible"),
  ({ chance }, by, id) => by.api.startTurn({ caddieId: id, holes: chance.pick([9, 18, null]) }),
  (_yard, by, id) => turnOf(by, id, { status: "finished" }),
  ({ chance }, by, id) => turnOf(by, id, { holes: chance.pick([9, 18]) }),
  ({ chance }, by, id) => by.api.update(id, { position: chance.upTo(6) }),
  ({ chance }, by, id) => by.api.update(id, { name: `Caddie ${chance.upTo(99)}` }),
  ({ chance }, by, id) => by.api.update(id, { phoneNumber: chance.pick(["300 1111", "300 2222", null]) }),
  ({ chance, watcherId }, by, id) =>
    by.api.update(id, id === watcherId ? { position: 1 } : { listNumber: chance.pick(LISTS) }),
  ({ watcherId }, by, id) => (id === watcherId ? by.api.status(id, "Ausente") : by.api.remove(id)),
  (_yard, by, id) => by.api.undo(id),
  (_yard, by, id) => by.api.act(id, "call"),
  ({ chance, ids }, by, id) =>
    by.api.dispatch({ caddieIds: [...new Set([id, chance.pick(ids), chance.pick(ids)])] }),
  ({ chance, ids }, by, id) => by.api.undoDispatch({ caddieIds: [...new Set([id, chance.pick(ids)])] }),
  (_yard, by, id) => by.api.startTurn({ caddieId: id, requested: {} }),
  (_yard, by, id) => by.api.endCall(id),
  ({ chance }, by, id) => by.api.act(id, chance.pick(["skip", "no-show"])),
  ({ chance }, by) =>
    by.api.changeRules({
      returnTo: chance.pick(RETURN_PLACES),
      absentTo: chance.pick(ABSENT_PLACES),
      lateTo: chance.pick(LATE_PLACES),
      callAt: chance.pick([null, "06:00"]),
      skipTo: chance.pick(["end" as const, { places: 2 }]),
      noShowTo: chance.pick(["end" as const, "absent" as const, { places: 1 }]),
      maxTurnsPerDay: chance.pick([null, null, 2]),
    }),
  (_yard, by, id) => by.api.undo(id),
  ({ chance }, by) => by.api.reorder(chance.pick(LISTS), { mode: chance.pick(["ascending", "descending"]) }),
  ({ chance }, by) => by.api.undoOrder(chance.pick(LISTS)),
  ({ chance }, by) => drawOf(by, chance.pick(LISTS)),
  async ({ chance, ids }, by) => {
    const reply = await by.api.add({ name: "Nuevo", listNumber: chance.pick(LISTS) });
    ids.push(reply.body.data.id);
    return reply;
  },
];
/** Whatever the order in which they arrive: done, or one of the refusals that say why; a group of one is none. */
const EXPECTED = [200, 201, 204, 404, 409, 422];

onEveryDatabase((suite) => {
  const chance = Chance.fresh();
  const day = `a random day (FUZZ_SEED=${chance.seed})`;
  it(`[C-17] [C-21] I1 I2 I5: after each burst of ${day} every viewer's board is the fresh one, and the past stays what it was`, async () => {
    const club = await suite.club(6, 4, 2);
    const watcher = await club.as(club.at(1, 4));
    const admins = [club.admin, await club.addAdmin()];
    const ids = club.caddies.map(({ id }) => id);
    const yard: Yard = { chance, club, admins, ids, watcherId: club.at(1, 4).id };
    const witness = new Witness(club.admin, LISTS);
    const views: { person: Person; view: ReferenceClient; phone: Phone }[] = [];
    for (const person of [club.admin, watcher]) {
      const view = new ReferenceClient(person);
      await view.load();
      views.push({ person, view, phone: await view.follow() });
    }
    for (let burst = 1; burst <= BURSTS; burst++) {
      const note = `burst ${burst}`;
      const sent = Array.from({ length: chance.upTo(7) }, () =>
        chance.pick(COMMANDS)(yard, chance.pick(admins), chance.pick(ids)),
      );
      const away = chance.upTo(5) === 1 ? chance.pick(views) : undefined;
      away?.phone.close();
      for (const { status } of await Promise.all(sent)) expect(EXPECTED, note).toContain(status);
      if (away) away.phone = await away.view.follow();
      for (const { person, view, phone } of views) {
        const { cursors } = (await person.api.board()).body;
        await phone.reach(cursors);
        expect(view.board(), note).toEqual(await freshBoard(person));
        expect(view.cursors, note).toEqual(cursors);
      }
      await witness.look(note);
    }
    await expectWholeLog(suite.server, club.id);
    await witness.expectSamePast();
  });
});
