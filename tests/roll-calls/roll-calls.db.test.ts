import { expect, it } from "vitest";
import { localTime } from "@/lib/i18n/times";
import type { Roll, RollCall, RollEntry } from "@/lib/roll-calls/contract";
import { reduceCall, reduceCalls, reduceEntry } from "@/lib/roll-calls/reducer";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

async function queueOf(club: TestClub): Promise<string[]> {
  const { data } = (await club.admin.api.board(1)).body;
  return data.flatMap(({ id, position }) => (position === null ? [] : [id]));
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);
const statusOf = async (club: TestClub, place: number) =>
  (await club.admin.api.caddie(club.at(1, place).id)).body.data.status;

async function opened(club: TestClub): Promise<Roll> {
  const reply = await club.admin.api.openRoll(1);
  expect(reply.status).toBe(201);
  return reply.body.data;
}
/** Marks those at these places of list 1, as they stood at first. */
async function say(club: TestClub, roll: Roll, mark: string | null, ...places: number[]) {
  for (const place of places) {
    const reply = await club.admin.api.markName(roll.rollCall.id, club.at(1, place).id, mark);
    expect(reply.status).toBe(200);
  }
}

onEveryDatabase((suite) => {
  it("[C-21] each answer is on the board at once: present stays, late goes to the end, absent is Ausente", async () => {
    const club = await suite.club(5);
    const roll = await opened(club);
    expect(roll.entries.map(({ caddieId }) => caddieId)).toEqual(idsOf(club, 1, 2, 3, 4, 5));
    await say(club, roll, "present", 1);
    await say(club, roll, "late", 2);
    await say(club, roll, "absent", 3);
    await say(club, roll, "permission", 4);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 5, 2));
    expect([await statusOf(club, 3), await statusOf(club, 4)]).toEqual(["Ausente", "Ausente"]);
    const [move] = (await club.admin.api.moves(club.at(1, 2).id)).body.data;
    expect(move).toMatchObject({ kind: "late", rule: "end_of_list", by: { name: club.admin.name } });
    const closed = await club.admin.api.closeRoll(roll.rollCall.id);
    expect(closed.body.data).toMatchObject({
      counts: { present: 1, late: 1, absent: 1, permission: 1, pending: 1 },
      closedBy: { name: club.admin.name },
    });
    expect((await club.admin.api.closeRoll(roll.rollCall.id)).body.data).toEqual(closed.body.data);
  });

  it("[C-21] the list's rules say where the late and the absent go", async () => {
    const club = await suite.club(4);
    const { api } = club.admin;
    expect((await api.changeRules({ lateTo: "kept", absentTo: "kept" })).status).toBe(200);
    await api.status(club.at(1, 2).id, "Ausente");
    const roll = await opened(club);
    await say(club, roll, "late", 1);
    await say(club, roll, "present", 2);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 3, 4));
  });

  it("a mark that is corrected takes back what it did, exactly, and leaves its trace", async () => {
    const club = await suite.club(4);
    const roll = await opened(club);
    await say(club, roll, "late", 2);
    await say(club, roll, "absent", 3);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 4, 2));
    await say(club, roll, "present", 2, 3);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 3, 4));
    const { entries } = (await club.admin.api.roll(roll.rollCall.id)).body.data;
    expect(entries[1]).toMatchObject({ mark: "present", trace: [{ mark: "late" }] });
    await say(club, roll, "absent", 1);
    await say(club, roll, null, 1);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 3, 4));
    // Something else has happened to him since: that is not taken back with it.
    await say(club, roll, "absent", 4);
    await club.admin.api.status(club.at(1, 4).id, "Disponible");
    await club.admin.api.status(club.at(1, 4).id, "En campo");
    await say(club, roll, "present", 4);
    expect(await statusOf(club, 4)).toBe("En campo");
  });

  it("after the closing a correction changes the record and nobody's place", async () => {
    const club = await suite.club(3);
    const roll = await opened(club);
    await say(club, roll, "present", 1, 2, 3);
    await club.admin.api.closeRoll(roll.rollCall.id);
    await say(club, roll, "late", 1);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 3));
    const { rollCall, entries } = (await club.admin.api.roll(roll.rollCall.id)).body.data;
    expect(rollCall.counts).toMatchObject({ present: 2, late: 1 });
    const [former] = entries[0]?.trace ?? [];
    expect(former).toMatchObject({ mark: "present", by: { name: club.admin.name } });
  });

  it("who is out is not called; who has a permission or a sanction today comes marked", async () => {
    const club = await suite.club(4);
    const { api } = club.admin;
    const today = localTime(Date.now(), "America/Bogota").day;
    const days = { startsOn: today, endsOn: today, reason: "Cita médica" };
    await api.addAbsence({ ...days, kind: "permission", caddieId: club.at(1, 2).id });
    await api.status(club.at(1, 3).id, "En campo");
    const roll = await opened(club);
    const marks = Object.fromEntries(roll.entries.map(({ caddieId, mark }) => [caddieId, mark]));
    expect(marks).toEqual({
      [club.at(1, 1).id]: null,
      [club.at(1, 2).id]: "permission",
      [club.at(1, 4).id]: null,
    });
    expect((await api.markName(roll.rollCall.id, club.at(1, 3).id, "present")).status).toBe(404);
  });

  it("a list is called once at a time, and two masters at once exactly", async () => {
    const club = await suite.club(6);
    const other = await club.addAdmin();
    const opens = await Promise.all([club.admin, other, other].map(({ api }) => api.openRoll(1)));
    expect(opens.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const id = opens.find(({ status }) => status === 201)?.body.data.rollCall.id ?? "";
    const sent = club
      .list(1)
      .flatMap((caddie, i) => [
        club.admin.api.markName(id, caddie.id, i % 2 ? "late" : "present"),
        other.api.markName(id, caddie.id, i % 2 ? "late" : "absent"),
      ]);
    for (const { status } of await Promise.all(sent)) expect(status).toBe(200);
    const { rollCall, entries } = (await other.api.roll(id)).body.data;
    const said = entries.map(({ mark }) => mark);
    expect(rollCall.counts.late).toBe(said.filter((mark) => mark === "late").length);
    expect(rollCall.counts.pending).toBe(0);
    for (const [i, caddie] of club.list(1).entries()) {
      const away = (await club.admin.api.caddie(caddie.id)).body.data.status === "Ausente";
      expect(away).toBe(said[i] === "absent");
    }
  });

  it("[C-22] the caddie hears his own mark at once, and nobody hears another's", async () => {
    const club = await suite.club(3);
    const own = await club.as(club.at(1, 1));
    const phone = await own.connect();
    const colleague = await (await club.as(club.at(1, 2))).connect();
    const roll = await opened(club);
    expect((await own.api.ownMark()).body.data).toBeNull();
    await say(club, roll, "present", 1);
    expect((await phone.entry("user", 1)).data).toMatchObject({ entry: { mark: "present" } });
    expect((await own.api.ownMark()).body.data).toMatchObject({ mark: "present" });
    await say(club, roll, null, 1);
    expect((await own.api.ownMark()).body.data).toBeNull();
    await colleague.pulse();
    expect(colleague.heard.map(({ event }) => event)).not.toContain("roll-call:marked");
  });

  it("[C-17] I5: what the second master hears equals a fresh fetch", async () => {
    const club = await suite.club(4);
    const other = await club.addAdmin();
    const phone = await other.connect();
    const { rollCall: first } = await opened(club);
    const roll = (await other.api.roll(first.id)).body.data;
    await say(club, roll, "late", 1, 2);
    await say(club, roll, "absent", 2);
    await say(club, roll, null, 1);
    await club.admin.api.closeRoll(first.id);
    await say(club, roll, "permission", 3);
    const fresh = (await other.api.roll(first.id)).body;
    const calls = (await other.api.rolls(1)).body;
    await phone.reach(calls.cursors);
    const told = phone.on("admins").filter(({ event }) => event.startsWith("roll-call:"));
    const apply = (view: Roll, data: { rollCall?: RollCall; entry?: RollEntry }) => {
      const called = data.rollCall ? reduceCall(view, data.rollCall) : view;
      return data.entry ? reduceEntry(called, data.entry) : called;
    };
    const heard = told.map(({ data }) => data as { rollCall?: RollCall; entry?: RollEntry; roll?: Roll });
    expect([...heard, ...heard].reduce(apply, roll)).toEqual(fresh.data);
    const all = heard
      .map((data) => data.rollCall ?? data.roll?.rollCall)
      .filter((call) => call !== undefined);
    expect([...all, ...all].reduce(reduceCalls, [])).toEqual(calls.data);
  });

  it("the same tap, sent again, marks once", async () => {
    const club = await suite.club(3);
    const roll = await opened(club);
    const mark = () => club.admin.api.markName(roll.rollCall.id, club.at(1, 1).id, "late", "tap-1");
    const [a, b] = [await mark(), await mark()];
    expect(b.body.data).toEqual(a.body.data);
    expect((await club.admin.api.roll(roll.rollCall.id)).body.data.entries[0]?.trace).toEqual([]);
  });
});
