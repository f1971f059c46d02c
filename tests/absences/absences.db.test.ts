import { expect, it } from "vitest";
import type { Absence } from "@/lib/absences/contract";
import { reduceAbsences } from "@/lib/absences/reducer";
import { runDuties } from "@/lib/duties";
import { localTime } from "@/lib/i18n/times";
import type { Person, TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

const DAY = 86_400_000;
const ZONE = "America/Bogota";
/** Noon of the day so many days from today, at the club. */
const noon = (days: number) =>
  new Date(Date.parse(`${localTime(Date.now(), ZONE).day}T17:00:00.000Z`) + days * DAY);
const dayOf = (days: number) => localTime(noon(days), ZONE).day;
const permission = (from: number, to: number, more: object = {}) => ({
  kind: "permission",
  startsOn: dayOf(from),
  endsOn: dayOf(to),
  reason: "Cita médica",
  ...more,
});
const statusOf = async (club: TestClub, place = 1) =>
  (await club.admin.api.caddie(club.at(1, place).id)).body.data.status;

async function ask(person: Person, from: number, to: number): Promise<Absence> {
  const reply = await person.api.addAbsence(permission(from, to));
  expect(reply.status).toBe(201);
  return reply.body.data;
}

onEveryDatabase((suite) => {
  it("a caddie asks, the master answers, and both and nobody else hear of it at once", async () => {
    const club = await suite.club(3);
    const caddie = await club.as(club.at(1, 1));
    const own = await caddie.connect();
    const master = await club.admin.connect();
    const colleague = await (await club.as(club.at(1, 2))).connect();
    const asked = await ask(caddie, 2, 3);
    expect(asked).toMatchObject({ state: "requested", decidedBy: null, caddieName: club.at(1, 1).name });
    expect((await master.entry("admins", 1)).data).toMatchObject({ absence: asked });
    expect((await own.entry("user", 1)).data).toMatchObject({ absence: asked });
    const answer = await club.admin.api.toAbsence(asked.id, "answer", {
      approve: true,
      reason: "Que mejores",
    });
    expect(answer.body.data).toMatchObject({
      state: "approved",
      answer: "Que mejores",
      decidedBy: { name: club.admin.name },
    });
    expect((await own.entry("user", 2)).data).toMatchObject({ absence: answer.body.data });
    expect((await caddie.api.absences()).body.data).toEqual([answer.body.data]);
    expect((await (await club.as(club.at(1, 2))).api.absences()).body.data).toEqual([]);
    await colleague.pulse();
    expect(JSON.stringify(colleague.heard)).not.toContain(asked.id);
    expect(await statusOf(club)).toBe("Disponible");
  });

  it("is refused with a reason, and answered once", async () => {
    const club = await suite.club(2);
    const { id } = await ask(await club.as(club.at(1, 1)), 0, 0);
    const { api } = club.admin;
    expect((await api.toAbsence(id, "answer", { approve: false })).status).toBe(422);
    const refused = await api.toAbsence(id, "answer", { approve: false, reason: "Hay torneo" });
    expect(refused.body.data).toMatchObject({ state: "refused", answer: "Hay torneo" });
    const again = await api.toAbsence(id, "answer", { approve: true });
    expect([again.status, again.body.code]).toEqual([409, "ABSENCE_CLOSED"]);
    expect(await statusOf(club)).toBe("Disponible");
  });

  it("[C-07] begins with its day and ends after it by itself, each once", async () => {
    const club = await suite.club(3);
    const { api } = club.admin;
    const { db } = suite.server;
    const { id } = await ask(await club.as(club.at(1, 1)), 1, 2);
    await api.toAbsence(id, "answer", { approve: true });
    await runDuties(db, noon(0));
    expect(await statusOf(club)).toBe("Disponible");
    await Promise.all([runDuties(db, noon(1)), runDuties(db, noon(1))]);
    expect(await statusOf(club)).toBe("Ausente");
    const moves = (await api.moves(club.at(1, 1).id)).body.data;
    expect(moves.map(({ to }) => to.status)).toEqual(["Ausente"]);
    expect(moves[0]).toMatchObject({ by: { name: club.admin.name }, at: noon(1).toISOString() });
    await runDuties(db, noon(2));
    expect(await statusOf(club)).toBe("Ausente");
    // The server was down for a week.
    await runDuties(db, noon(9));
    await runDuties(db, noon(9));
    expect(await statusOf(club)).toBe("Disponible");
    expect((await api.moves(club.at(1, 1).id)).body.data).toHaveLength(2);
    const [over] = (await api.absences()).body.data;
    expect(over).toMatchObject({ id, state: "over" });
    expect(over?.startedAt && over.endedAt).toBeTruthy();
  });

  it("never breaks a turn in progress: it begins when he is back", async () => {
    const club = await suite.club(2);
    const { api } = club.admin;
    const { db } = suite.server;
    const { id } = club.at(1, 1);
    await api.status(id, "En campo");
    const sanction = { ...permission(0, 3), kind: "sanction", caddieId: id, reason: "Faltó al llamado" };
    expect((await api.addAbsence(sanction)).body.data).toMatchObject({ state: "approved", startedAt: null });
    await runDuties(db, noon(0));
    expect(await statusOf(club)).toBe("En campo");
    await api.status(id, "Disponible");
    await runDuties(db, noon(0));
    expect(await statusOf(club)).toBe("Ausente");
    // Brought back by hand, he stays.
    await api.status(id, "Disponible");
    await runDuties(db, noon(0));
    await runDuties(db, noon(4));
    expect(await statusOf(club)).toBe("Disponible");
  });

  it("a sanction over a permission keeps him away until the later of the two is over", async () => {
    const club = await suite.club(2);
    const { api } = club.admin;
    const { db } = suite.server;
    const caddieId = club.at(1, 1).id;
    await api.addAbsence(permission(0, 1, { caddieId }));
    expect(await statusOf(club)).toBe("Ausente");
    await api.addAbsence({ ...permission(0, 3, { caddieId }), kind: "sanction" });
    await runDuties(db, noon(2));
    expect(await statusOf(club)).toBe("Ausente");
    await runDuties(db, noon(4));
    expect(await statusOf(club)).toBe("Disponible");
    const overlapping = await api.addAbsence({ ...permission(5, 6, { caddieId }), kind: "sanction" });
    expect(overlapping.status).toBe(201);
    const second = await api.addAbsence({ ...permission(6, 8, { caddieId }), kind: "sanction" });
    expect([second.status, second.body.code]).toEqual([409, "ABSENCE_OVERLAPS"]);
  });

  it("ended by the master while it runs, he is back at once", async () => {
    const club = await suite.club(2);
    const { api } = club.admin;
    const caddie = await club.as(club.at(1, 1));
    const { data } = (await api.addAbsence(permission(0, 5, { caddieId: club.at(1, 1).id }))).body;
    expect(await statusOf(club)).toBe("Ausente");
    expect((await caddie.api.toAbsence(data.id, "cancel")).status).toBe(403);
    const ended = await api.toAbsence(data.id, "cancel", { reason: "Vino hoy" });
    expect(ended.body.data).toMatchObject({ state: "cancelled", answer: "Vino hoy" });
    expect(ended.body.data.endedAt).not.toBeNull();
    expect(await statusOf(club)).toBe("Disponible");
  });

  it("a caddie takes back what has not begun, and asks for nothing twice", async () => {
    const club = await suite.club(2);
    const caddie = await club.as(club.at(1, 1));
    const first = await ask(caddie, 3, 5);
    const same = await Promise.all([4, 5].map((day) => caddie.api.addAbsence(permission(day, day))));
    expect(same.map(({ body }) => body.code)).toEqual(["ABSENCE_OVERLAPS", "ABSENCE_OVERLAPS"]);
    expect((await caddie.api.toAbsence(first.id, "cancel")).body.data.state).toBe("cancelled");
    const many = await Promise.all([4, 4, 4].map((day) => caddie.api.addAbsence(permission(day, day))));
    expect(many.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it.each<[string, object]>([
    ["startsOn", permission(-1, 2)],
    ["endsOn", permission(3, 2)],
    ["startsOn", permission(400, 401)],
    ["endsOn", permission(1, 500)],
    ["startsOn", { ...permission(1, 1), startsOn: "2026-02-30" }],
    ["reason", { ...permission(1, 1), reason: " " }],
  ])("names %s when it cannot be", async (path, body) => {
    const club = await suite.club(1);
    const reply = await (await club.as(club.at(1, 1))).api.addAbsence(body);
    expect(reply.status).toBe(422);
    expect(reply.body.errors?.map((error) => error.path)).toContain(path);
  });

  it("[C-17] I5: what a page hears equals a fresh fetch, for the master and for himself", async () => {
    const club = await suite.club(2);
    const caddie = await club.as(club.at(1, 1));
    const phones = [
      { person: club.admin, stream: "admins", phone: await club.admin.connect() },
      { person: caddie, stream: "user", phone: await caddie.connect() },
    ];
    const { db } = suite.server;
    const first = await ask(caddie, 0, 1);
    await club.admin.api.toAbsence(first.id, "answer", { approve: true });
    const second = await ask(caddie, 5, 6);
    await caddie.api.toAbsence(second.id, "cancel");
    await club.admin.api.addAbsence({
      ...permission(1, 3, { caddieId: club.at(1, 1).id }),
      kind: "sanction",
    });
    for (const day of [0, 1, 2, 4]) await runDuties(db, noon(day));
    for (const { person, stream, phone } of phones) {
      const fresh = (await person.api.absences()).body;
      await phone.reach(fresh.cursors);
      const told = phone
        .on(stream)
        .filter(({ event }) => event === "absence:saved")
        .map(({ data }) => (data as { absence: Absence }).absence);
      expect([...told, ...told].reduce(reduceAbsences, [])).toEqual(fresh.data);
    }
  });
});
