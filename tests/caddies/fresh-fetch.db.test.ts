import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Person, TestClub } from "../harness/factories";
import { expectWholeLog } from "../harness/log";
import type { Phone } from "../harness/phone";
import { freshBoard, ReferenceClient } from "../harness/reference-client";
import { onEveryDatabase } from "../harness/suite";

type Act = (club: TestClub) => Promise<{ status: number }>;

/** A state of the yard, then one command on it. */
const COMMANDS: Record<string, { before?: Act[]; act: Act }> = {
  "sending the first one out": { act: (c) => c.admin.api.status(c.at(1, 1).id, "En campo") },
  "sending one from the middle out": { act: (c) => c.admin.api.status(c.at(1, 2).id, "En campo") },
  "starting a turn with its holes": {
    act: (c) => c.admin.api.startTurn({ caddieId: c.at(1, 1).id, holes: 9 }),
  },
  "a return": {
    before: [(c) => c.admin.api.status(c.at(1, 1).id, "En campo")],
    act: (c) => c.admin.api.status(c.at(1, 1).id, "Disponible"),
  },
  "finishing a turn": {
    before: [(c) => c.admin.api.startTurn({ caddieId: c.at(1, 1).id })],
    act: async (c) => {
      const turn = (await c.admin.api.turns(`?caddieId=${c.at(1, 1).id}`)).body.data[0];
      return c.admin.api.updateTurn(turn?.id ?? "", { status: "finished" });
    },
  },
  "correcting the holes of a turn under way": {
    before: [(c) => c.admin.api.startTurn({ caddieId: c.at(1, 1).id })],
    act: async (c) => {
      const turn = (await c.admin.api.turns()).body.data[0];
      return c.admin.api.updateTurn(turn?.id ?? "", { holes: 18 });
    },
  },
  "an absence": { act: (c) => c.admin.api.status(c.at(1, 2).id, "Ausente") },
  "going home from the course": {
    before: [(c) => c.admin.api.status(c.at(1, 1).id, "En campo")],
    act: (c) => c.admin.api.status(c.at(1, 1).id, "Ausente"),
  },
  "a new caddie": { act: (c) => c.admin.api.add({ name: "Elkin", phoneNumber: "300 1234", listNumber: 1 }) },
  "a corrected name and number": {
    act: (c) => c.admin.api.update(c.at(1, 3).id, { name: "Nelson", phoneNumber: "300 999" }),
  },
  "a number taken away": { act: (c) => c.admin.api.update(c.at(1, 3).id, { phoneNumber: null }) },
  "a place forward": { act: (c) => c.admin.api.update(c.at(1, 4).id, { position: 2 }) },
  "a place back": { act: (c) => c.admin.api.update(c.at(1, 1).id, { position: 3 }) },
  "a place beyond the end": { act: (c) => c.admin.api.update(c.at(1, 1).id, { position: 99 }) },
  "a move to another list": { act: (c) => c.admin.api.update(c.at(1, 2).id, { listNumber: 2 }) },
  "a move into the middle of another list": {
    act: (c) => c.admin.api.update(c.at(2, 1).id, { listNumber: 1, position: 2 }),
  },
  "a move of one who is out": {
    before: [(c) => c.admin.api.status(c.at(1, 1).id, "En campo")],
    act: (c) => c.admin.api.update(c.at(1, 1).id, { listNumber: 2 }),
  },
  "a removal": { act: (c) => c.admin.api.remove(c.at(1, 2).id) },
  "the removal of one who is out": {
    before: [(c) => c.admin.api.status(c.at(1, 1).id, "En campo")],
    act: (c) => c.admin.api.remove(c.at(1, 1).id),
  },
  "the undo of a dispatch": {
    before: [(c) => c.admin.api.status(c.at(1, 1).id, "En campo")],
    act: (c) => c.admin.api.undo(c.at(1, 1).id),
  },
  "the undo of a return": {
    before: [
      (c) => c.admin.api.status(c.at(1, 1).id, "En campo"),
      (c) => c.admin.api.status(c.at(1, 1).id, "Disponible"),
    ],
    act: (c) => c.admin.api.undo(c.at(1, 1).id),
  },
  "the undo of a move between lists": {
    before: [(c) => c.admin.api.update(c.at(1, 2).id, { listNumber: 2 })],
    act: (c) => c.admin.api.undo(c.at(1, 2).id),
  },
  "the undo of a reordering": {
    before: [(c) => c.admin.api.update(c.at(1, 4).id, { position: 1 })],
    act: (c) => c.admin.api.undo(c.at(1, 4).id),
  },
  "the undo of a correction": {
    before: [(c) => c.admin.api.update(c.at(1, 1).id, { name: "Mario", phoneNumber: null })],
    act: (c) => c.admin.api.undo(c.at(1, 1).id),
  },
  "the undo of a removal": {
    before: [(c) => c.admin.api.remove(c.at(1, 2).id)],
    act: (c) => c.admin.api.undo(c.at(1, 2).id),
  },
};

/** Everybody whose view is another: the master, a colleague of the list, one of the other list. */
async function viewers(club: TestClub): Promise<Person[]> {
  return [club.admin, await club.as(club.at(1, 3)), await club.as(club.at(2, 2))];
}

onEveryDatabase((suite) => {
  it.each(Object.keys(COMMANDS))(
    "[C-13] [C-17] I5: events applied to the old state equal a fresh fetch: %s",
    async (name) => {
      const { before = [], act } = COMMANDS[name] ?? { act: async () => ({ status: 0 }) };
      const club = await suite.club(4, 2);
      for (const step of before) expect((await step(club)).status).toBeLessThan(300);
      const clients = (await viewers(club)).map((person) => ({ person, view: new ReferenceClient(person) }));
      const phones: Phone[] = [];
      for (const { view } of clients) {
        await view.load();
        phones.push(await view.follow());
      }
      expect((await act(club)).status).toBeLessThan(300);
      for (const [i, { person, view }] of clients.entries()) {
        const { cursors } = (await person.api.board()).body;
        await phones[i]?.reach(cursors);
        expect(view.cursors).toEqual(cursors);
        expect(view.board()).toEqual(await freshBoard(person));
      }
      await expectWholeLog(suite.server, club.id);
    },
  );

  it("[C-17] what was missed while away is applied to the same state", async () => {
    const club = await suite.club(4, 2);
    const person = await club.as(club.at(1, 4));
    const view = new ReferenceClient(person);
    await view.load();
    for (const { act } of Object.values(COMMANDS)) await act(club);
    await view.follow();
    expect(view.board()).toEqual(await freshBoard(person));
    expect(view.cursors).toEqual((await person.api.board()).body.cursors);
  });

  it("keeps the key of the request in the log", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    const key = randomUUID();
    await club.admin.api.status(club.at(1, 1).id, "Ausente", key);
    expect((await phone.entry("list-1", 1)).opId).toBe(key);
  });
});
