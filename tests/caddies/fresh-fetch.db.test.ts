import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { localTime } from "@/lib/i18n/times";
import type { Person, TestClub } from "../harness/factories";
import { expectWholeLog } from "../harness/log";
import type { Phone } from "../harness/phone";
import { freshBoard, ReferenceClient } from "../harness/reference-client";
import { onEveryDatabase } from "../harness/suite";

type Act = (club: TestClub) => Promise<{ status: number }>;

/** Marks the one at this place of list 1 in its roll call, which is opened where it is not. */
async function said(club: TestClub, place: number, mark: string): Promise<{ status: number }> {
  const { api } = club.admin;
  const [latest] = (await api.rolls(1)).body.data;
  const id = latest?.id ?? (await api.openRoll(1)).body.data.rollCall.id;
  return api.markName(id, club.at(1, place).id, mark);
}

function sanction(caddieId: string) {
  const today = localTime(Date.now(), "America/Bogota").day;
  return { kind: "sanction", caddieId, startsOn: today, endsOn: today, reason: "Faltó" };
}

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
  "a call": { act: (c) => c.admin.api.act(c.at(1, 1).id, "call") },
  "a call taken back": {
    before: [(c) => c.admin.api.act(c.at(1, 1).id, "call")],
    act: (c) => c.admin.api.endCall(c.at(1, 1).id),
  },
  "sending out one who was called": {
    before: [(c) => c.admin.api.act(c.at(1, 1).id, "call")],
    act: (c) => c.admin.api.status(c.at(1, 1).id, "En campo"),
  },
  "the undo of sending out one who was called": {
    before: [
      (c) => c.admin.api.act(c.at(1, 1).id, "call"),
      (c) => c.admin.api.status(c.at(1, 1).id, "En campo"),
    ],
    act: (c) => c.admin.api.undo(c.at(1, 1).id),
  },
  "moving one who was called to another list": {
    before: [(c) => c.admin.api.act(c.at(1, 1).id, "call")],
    act: (c) => c.admin.api.update(c.at(1, 1).id, { listNumber: 2 }),
  },
  "a group that goes out": {
    act: (c) => c.admin.api.dispatch({ caddieIds: [c.at(1, 3).id, c.at(1, 1).id], holes: 18 }),
  },
  "the undo of a group": {
    before: [(c) => c.admin.api.dispatch({ caddieIds: [c.at(1, 3).id, c.at(1, 1).id] })],
    act: (c) => c.admin.api.undoDispatch({ caddieIds: [c.at(1, 3).id, c.at(1, 1).id] }),
  },
  "a turn that a member asked for": {
    act: (c) => c.admin.api.startTurn({ caddieId: c.at(1, 2).id, requested: { by: "Sr. Gómez" }, holes: 9 }),
  },
  "the return of one whom a member asked for": {
    before: [(c) => c.admin.api.startTurn({ caddieId: c.at(1, 2).id, requested: {} })],
    act: (c) => c.admin.api.status(c.at(1, 2).id, "Disponible"),
  },
  "a skip": { act: (c) => c.admin.api.act(c.at(1, 1).id, "skip") },
  "the undo of a skip": {
    before: [(c) => c.admin.api.act(c.at(1, 2).id, "skip")],
    act: (c) => c.admin.api.undo(c.at(1, 2).id),
  },
  "a no-show": { act: (c) => c.admin.api.act(c.at(1, 2).id, "no-show", { reason: "no contestó" }) },
  "a no-show that ends his day": {
    before: [(c) => c.admin.api.changeRules({ noShowTo: "absent" })],
    act: (c) => c.admin.api.act(c.at(1, 2).id, "no-show"),
  },
  "a return to the front": {
    before: [
      (c) => c.admin.api.changeRules({ returnTo: "front" }),
      (c) => c.admin.api.status(c.at(1, 3).id, "En campo"),
    ],
    act: (c) => c.admin.api.status(c.at(1, 3).id, "Disponible"),
  },
  "a return to the kept place": {
    before: [
      (c) => c.admin.api.changeRules({ returnTo: "kept" }),
      (c) => c.admin.api.status(c.at(1, 3).id, "En campo"),
    ],
    act: (c) => c.admin.api.status(c.at(1, 3).id, "Disponible"),
  },
  "changed rules": { act: (c) => c.admin.api.changeRules({ callsFirst: true }) },
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
  "an order by name": { act: (c) => c.admin.api.reorder(1, { mode: "descending" }) },
  "an order by name while one is out": {
    before: [(c) => c.admin.api.status(c.at(1, 2).id, "En campo")],
    act: (c) => c.admin.api.reorder(1, { mode: "descending" }),
  },
  "an order that somebody wrote down": {
    act: (c) =>
      c.admin.api.reorder(1, {
        mode: "manual",
        order: [2, 4, 1, 3].map((n) => c.at(1, n).id),
        reason: "La planilla de ayer",
      }),
  },
  "the undo of an order, with one who came since": {
    before: [
      (c) => c.admin.api.reorder(1, { mode: "descending" }),
      (c) => c.admin.api.update(c.at(2, 1).id, { listNumber: 1 }),
    ],
    act: (c) => c.admin.api.undoOrder(1),
  },
  "a draw": {
    act: async (c) => {
      const { data } = (await c.admin.api.commitDraw({ listNumber: 1 })).body;
      return c.admin.api.runDraw(data.id);
    },
  },
  "who came late to the roll call": { act: (c) => said(c, 2, "late") },
  "who did not come to the roll call": { act: (c) => said(c, 2, "absent") },
  "a mark of the roll call that is corrected": {
    act: async (c) => {
      await said(c, 2, "late");
      return said(c, 2, "absent");
    },
  },
  "a sanction that holds at once": { act: (c) => c.admin.api.addAbsence(sanction(c.at(1, 2).id)) },
  "a sanction that is ended early": {
    before: [(c) => c.admin.api.addAbsence(sanction(c.at(1, 2).id))],
    act: async (c) => {
      const [absence] = (await c.admin.api.absences()).body.data;
      return c.admin.api.toAbsence(absence?.id ?? "", "cancel");
    },
  },
  "the undo of a removal": {
    before: [(c) => c.admin.api.remove(c.at(1, 2).id)],
    act: (c) => c.admin.api.undo(c.at(1, 2).id),
  },
  "an import": { act: (c) => importInto(c) },
  "the undo of an import": {
    before: [(c) => importInto(c, "import"), (c) => c.admin.api.status(c.at(1, 1).id, "Ausente")],
    act: (c) => c.admin.api.request("POST", "/api/caddies/import/undo", { body: { importKey: "import" } }),
  },
};

function importInto(club: TestClub, key?: string) {
  const people = ["Elkin", "Nelson", "Wilmar"];
  const rows = people.map((name, i) => ({
    row: i + 2,
    name,
    phoneNumber: "300 1234",
    list: `${1 + (i % 2)}`,
  }));
  return club.admin.api.request("POST", "/api/caddies/import", { body: { rows }, key });
}

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
