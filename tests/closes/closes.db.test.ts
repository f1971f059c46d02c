import { and, asc, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { changeCaddieStatus, startTurn } from "@/lib/caddies/commands";
import type { Turn } from "@/lib/caddies/contract";
import type { Close, OpenDay } from "@/lib/closes/contract";
import { closeDueDays } from "@/lib/closes/jobs";
import { closes, dayStats } from "@/lib/closes/tables";
import { callCaddie } from "@/lib/dispatches/commands";
import { instantOf } from "@/lib/i18n/days";
import type { TestClub } from "../harness/factories";
import { expectWholeLog } from "../harness/log";
import { doAt, silent } from "../harness/past";
import { onEveryDatabase } from "../harness/suite";

const BOGOTA = "America/Bogota";
const moment = (day: string, clock: string, zone = BOGOTA) => new Date(instantOf(day, clock, zone));
interface Closes {
  data: Close[];
  open: OpenDay;
}

onEveryDatabase((suite) => {
  const daysOf = (club: TestClub) =>
    suite.server.db.select().from(closes).where(eq(closes.organizationId, club.id)).orderBy(asc(closes.day));
  const statsOf = (club: TestClub, day: string) =>
    suite.server.db
      .select()
      .from(dayStats)
      .where(and(eq(dayStats.organizationId, club.id), eq(dayStats.day, day)));
  const close = (at: Date) => closeDueDays(suite.server.db, silent, () => at);
  const send = (club: TestClub, place: number, at: Date) =>
    doAt(at, club.admin, startTurn, { caddieId: club.at(1, place).id, holes: 18 as const });
  const takeBack = (club: TestClub, place: number, at: Date) =>
    doAt(at, club.admin, changeCaddieStatus, {
      caddieId: club.at(1, place).id,
      status: "Disponible" as const,
    });
  const list = async (club: TestClub) => (await club.admin.api.request<Closes>("GET", "/api/closes")).body;

  it("[C-22] at the club's hour a forgotten turn ends as of that hour, its caddie is last in the queue, and the history names nobody's hand", async () => {
    const club = await suite.club(3);
    const phone = await (await club.as(club.at(1, 2))).connect();
    await send(club, 1, moment("2026-03-02", "15:30"));
    await close(moment("2026-03-02", "19:59"));
    expect(await daysOf(club)).toEqual([]);
    await close(moment("2026-03-02", "20:00"));

    const { data } = (await club.admin.api.board(1)).body;
    expect(data.map(({ name, position }) => [name, position])).toEqual([
      ["Caddie 1.2", 1],
      ["Caddie 1.3", 2],
      ["Caddie 1.1", 3],
    ]);
    const [turn] = (await club.admin.api.turns(`?caddieId=${club.at(1, 1).id}`)).body.data as [Turn];
    expect(turn).toMatchObject({
      status: "finished",
      endedAt: moment("2026-03-02", "20:00").toISOString(),
      endedBy: { name: "CaddiePro" },
    });
    const [move] = (await club.admin.api.moves(club.at(1, 1).id)).body.data;
    expect(move).toMatchObject({ kind: "status", rule: "day_close", by: { name: "CaddiePro" } });
    const heard = await phone.entry("list-1", 2);
    expect(heard).toMatchObject({
      event: "caddie:status_changed",
      data: { caddieId: club.at(1, 1).id, status: "Disponible", position: 3, by: { name: "CaddiePro" } },
    });
    const [report] = (await list(club)).data;
    expect(report).toMatchObject({
      day: "2026-03-02",
      state: "closed",
      automatic: true,
      by: { name: "CaddiePro" },
      report: { turns18: 1, caddies: 1, minutesOut: 270, forgotten: [{ name: "Caddie 1.1" }] },
      trace: [{ step: "closed", reason: null }],
    });
    await expectWholeLog(suite.server, club.id);
  });

  it("what each caddie did is frozen: turns, minutes out, and minutes waited within the hours of his list", async () => {
    const club = await suite.club(3);
    await send(club, 1, moment("2026-03-03", "07:00"));
    await send(club, 2, moment("2026-03-03", "08:00"));
    await takeBack(club, 1, moment("2026-03-03", "11:00"));
    await send(club, 1, moment("2026-03-03", "12:00"));
    await takeBack(club, 1, moment("2026-03-03", "16:00"));
    await close(moment("2026-03-03", "20:00"));
    const stats = await statsOf(club, "2026-03-03");
    const of = (place: number) => stats.find(({ caddieId }) => caddieId === club.at(1, place).id);
    // The list's hours are 07:00 to 16:00: the night before, and the evening, nobody waits.
    expect(of(1)).toMatchObject({ turns18: 2, minutesOut: 480, minutesWaited: 60, forgotten: 0, absent: 0 });
    expect(of(2)).toMatchObject({ turns18: 1, minutesOut: 720, minutesWaited: 60, forgotten: 1 });
    expect(of(3)).toMatchObject({ turns18: 0, minutesOut: 0, minutesWaited: 540, absent: 0 });
  });

  it("after a sleep each missed day is closed once, in order, and no moment is in two days or in none", async () => {
    const club = await suite.club(2);
    await send(club, 1, moment("2026-03-02", "09:00"));
    await takeBack(club, 1, moment("2026-03-02", "13:00"));
    await send(club, 2, moment("2026-03-04", "20:30"));
    const later = moment("2026-03-07", "06:00");
    await Promise.all([close(later), close(later)]);
    await close(later);
    const days = await daysOf(club);
    expect(days.map(({ day }) => day)).toEqual([
      "2026-03-02",
      "2026-03-03",
      "2026-03-04",
      "2026-03-05",
      "2026-03-06",
    ]);
    for (const [i, { opensAt, closesAt, day }] of days.entries()) {
      expect(closesAt).toEqual(moment(day, "20:00"));
      if (i > 0) expect(opensAt).toEqual(days[i - 1]?.closesAt);
    }
    expect(days.map(({ report }) => report.turns18)).toEqual([1, 0, 0, 1, 0]);
    // Begun after the close of the 4th: of the 5th, and ended by that day's close.
    expect(days[3]?.report.forgotten).toMatchObject([
      { endedAt: moment("2026-03-05", "20:00").toISOString() },
    ]);
    expect(days.every(({ trace }) => trace.length === 1)).toBe(true);
    await expectWholeLog(suite.server, club.id);
  });

  it("the hour follows the club's clock over its changes, and the club's choice", async () => {
    const club = await suite.club(1);
    await club.admin.api.updateClub({ timeZone: "Europe/Madrid", closeAt: "02:30" });
    await send(club, 1, moment("2026-03-27", "12:00", "Europe/Madrid"));
    await close(moment("2026-03-30", "12:00", "Europe/Madrid"));
    expect((await daysOf(club)).map(({ day, closesAt }) => [day, closesAt.toISOString()])).toEqual([
      ["2026-03-28", "2026-03-28T01:30:00.000Z"],
      // 02:30 was leapt over on the 29th: an hour later it is.
      ["2026-03-29", "2026-03-29T01:30:00.000Z"],
      ["2026-03-30", "2026-03-30T00:30:00.000Z"],
    ]);
    expect((await club.admin.api.updateClub({ closeAt: "24:00" })).body.errors).toMatchObject([
      { path: "closeAt" },
    ]);
  });

  it("by hand the day ends now; opened again it is corrected and closed once more, and all of it is told", async () => {
    const club = await suite.club(2);
    const desk = await (await club.addAdmin()).connect();
    const { body: started } = await club.admin.api.startTurn({ caddieId: club.at(1, 1).id });
    const { open } = await list(club);
    expect(open).toMatchObject({ out: 1 });
    const post = (path: string, body: object) =>
      club.admin.api.request<{ data: Close; code: string }>("POST", path, { body });
    const wrong = await post("/api/closes", { day: "2020-01-01" });
    expect([wrong.status, wrong.body.code]).toEqual([409, "DAY_NOT_OPEN"]);
    const closed = await post("/api/closes", { day: open.day });
    expect(closed.status).toBe(200);
    expect(closed.body.data).toMatchObject({ automatic: false, by: { id: club.admin.userId } });
    expect(closed.body.data.report.forgotten).toHaveLength(1);
    expect(await desk.entry("admins", 1)).toMatchObject({
      event: "day:closed",
      data: { close: closed.body.data },
    });
    // Pressed twice, it is the same close.
    expect((await post("/api/closes", { day: open.day })).body.data).toEqual(closed.body.data);
    expect((await list(club)).open.day > open.day).toBe(true);

    const reopened = await post(`/api/closes/${open.day}/reopen`, { reason: "faltó una vuelta" });
    expect(reopened.body.data).toMatchObject({
      state: "reopened",
      trace: [{ step: "closed" }, { step: "reopened", reason: "faltó una vuelta" }],
    });
    expect(await statsOf(club, open.day)).toEqual([]);
    await club.admin.api.updateTurn(started.data.id, { holes: 9 });
    const again = await post("/api/closes", { day: open.day });
    expect(again.body.data).toMatchObject({ state: "closed", report: { turns9: 1 }, version: 3 });
    expect(again.body.data.trace.map(({ step }) => step)).toEqual(["closed", "reopened", "closed"]);
    expect(again.body.data.closesAt).toBe(closed.body.data.closesAt);
    expect((await post("/api/closes/2020-01-01/reopen", { reason: "x" })).status).toBe(404);
    await expectWholeLog(suite.server, club.id);
  });

  it("a close that races with dispatches leaves nobody out twice and nothing half done", async () => {
    const club = await suite.club(6);
    for (const place of [1, 2, 3]) await send(club, place, moment("2026-03-09", `1${place}:00`));
    const { api } = club.admin;
    const done = await Promise.all([
      close(moment("2026-03-09", "20:00")),
      ...[4, 5, 6].map((place) => api.status(club.at(1, place).id, "En campo")),
      ...[1, 2, 3].map((place) => api.status(club.at(1, place).id, "Disponible")),
    ]);
    expect(done.filter((reply) => typeof reply !== "number" && reply.status >= 400)).toEqual([]);
    const { data } = (await api.board(1)).body;
    expect(data.filter(({ status }) => status === "Disponible").map(({ position }) => position)).toEqual([
      1, 2, 3,
    ]);
    await expectWholeLog(suite.server, club.id);
  });

  it("who came late to the roll call is counted, and a roll call that nobody closed ends with its day", async () => {
    const club = await suite.club(2);
    const { api } = club.admin;
    const { data: roll } = (await api.openRoll(1)).body;
    const rollCallId = roll.rollCall.id;
    await api.markName(rollCallId, club.at(1, 1).id, "late");
    await api.status(club.at(1, 2).id, "En campo");
    const { open } = await list(club);
    const body = { day: open.day };
    const closed = await api.request<{ data: Close }>("POST", "/api/closes", { body });
    expect(closed.body.data.report).toMatchObject({ late: 1, forgotten: [{ name: "Caddie 1.2" }] });
    const stats = await statsOf(club, open.day);
    expect(stats.filter(({ late }) => late === 1).map(({ caddieId }) => caddieId)).toEqual([
      club.at(1, 1).id,
    ]);
    expect((await api.roll(rollCallId)).body.data.rollCall.closedAt).not.toBeNull();
    await expectWholeLog(suite.server, club.id);
  });

  it("whoever was called and never went out is not called any more, and who was asked for by name is counted", async () => {
    const club = await suite.club(3);
    const at = moment("2026-03-05", "10:00");
    const asked = { caddieId: club.at(1, 3).id, holes: 9 as const, requested: { by: "Sra. Gil" } };
    await doAt(at, club.admin, startTurn, asked);
    await takeBack(club, 3, moment("2026-03-05", "12:00"));
    await doAt(at, club.admin, callCaddie, { caddieId: club.at(1, 1).id });
    await close(moment("2026-03-05", "20:00"));
    const { data } = (await club.admin.api.board(1)).body;
    expect(data.map(({ calledAt }) => calledAt)).toEqual([null, null, null]);
    const stats = await statsOf(club, "2026-03-05");
    expect(stats.find(({ caddieId }) => caddieId === asked.caddieId)).toMatchObject({
      turns9: 1,
      requested: 1,
    });
    await expectWholeLog(suite.server, club.id);
  });

  it("the hand that acts by the clock is on no list of accounts", async () => {
    const club = await suite.club(1);
    await send(club, 1, moment("2026-03-10", "09:00"));
    await close(moment("2026-03-10", "21:00"));
    const [day] = await daysOf(club);
    const { data } = (await club.admin.api.users("?limit=200")).body;
    expect(data.map(({ id }) => id)).not.toContain(day?.closedBy);
    expect((await club.admin.api.user(day?.closedBy ?? "")).status).toBe(404);
    expect((await club.admin.api.toUser(day?.closedBy ?? "", "enable")).status).toBe(404);
  });
});
