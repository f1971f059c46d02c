import { expect, it } from "vitest";
import { listFactsSince } from "@/lib/caddies/history";
import { orderOf } from "@/lib/rules/policy";
import { ABSENT_PLACES, DEFAULT_RULES, LATE_PLACES, RETURN_PLACES, type Rules } from "@/lib/rules/vocabulary";
import { Chance } from "../harness/chance";
import type { TestClub } from "../harness/factories";
import { expectWholeLog, headsOf, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

/** Ids of the queue of list 1, the next one first. */
async function queueOf(club: TestClub): Promise<string[]> {
  const { data } = (await club.admin.api.board(1)).body;
  return data.filter(({ position }) => position !== null).map(({ id }) => id);
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);
const LONG_AGO = new Date("2026-01-01T00:00:00.000Z");

onEveryDatabase((suite) => {
  it("a list lives as it always did until somebody decides otherwise", async () => {
    const club = await suite.club(1);
    expect((await club.admin.api.rules()).body.data).toEqual({
      listNumber: 1,
      rules: DEFAULT_RULES,
      version: 1,
    });
    const board = (await club.admin.api.board()).body as unknown as { rules: Record<number, Rules> };
    expect(board.rules).toEqual({ 1: DEFAULT_RULES });
  });

  it("[C-22] changed rules are told to the list and to no other, with their author; what holds already is not told", async () => {
    const club = await suite.club(1, 1);
    const [own, other] = [await club.as(club.at(1, 1)), await club.as(club.at(2, 1))];
    const [phone, stranger] = [await own.connect(), await other.connect()];
    const { status, body } = await club.admin.api.changeRules({
      returnTo: "front",
      noShowTo: { places: 3 },
      expectedMinutes: { 9: 120, 18: 240 },
    });
    expect(status).toBe(200);
    const rules = {
      ...DEFAULT_RULES,
      returnTo: "front",
      noShowTo: { places: 3 },
      expectedMinutes: { 9: 120, 18: 240 },
    };
    expect(body.data).toEqual({ listNumber: 1, rules, version: 2 });
    expect(await phone.entry("list-1", 1)).toMatchObject({
      event: "rules:changed",
      data: { listNumber: 1, rules, version: 2, by: { id: club.admin.userId, name: club.admin.name } },
    });
    const again = await club.admin.api.changeRules({ returnTo: "front", expectedVersion: 1 });
    expect([again.status, again.body.cursors]).toEqual([200, {}]);
    await stranger.pulse();
    expect(stranger.heard).toEqual([]);
    expect((await own.api.rules()).body).toMatchObject({ data: body.data, cursors: body.cursors });
    expect(await headsOf(suite.server, club.id)).toEqual({ "list-1": 1 });
  });

  it("[I10] of two who change the same version one succeeds, and the other sees his rules", async () => {
    const club = await suite.club(1);
    await club.admin.api.changeRules({ skipTo: "end", expectedVersion: 1 });
    const late = await club.admin.api.changeRules({ skipTo: { places: 2 }, expectedVersion: 1 });
    expect([late.status, late.body.code]).toEqual([409, "VERSION_CONFLICT"]);
    expect(late.body.current).toEqual((await club.admin.api.rules()).body.data);
  });

  it.each([
    ["returnTo", "nowhere"],
    ["callAt", "25:00"],
    ["maxTurnsPerDay", 0],
    ["skipTo", { places: 0 }],
    ["expectedMinutes", { 9: 140 }],
    ["expectedMinutes", { 9: 140, 18: 5 }],
    ["color", "verde"],
  ])("refuses %s: %j by its name, and changes nothing", async (field, value) => {
    const club = await suite.club(1);
    const { status, body } = await club.admin.api.changeRules({ [field]: value });
    expect([status, body.code]).toEqual([422, "INVALID"]);
    expect(body.errors?.[0]?.path.split(".")[0]).toBe(field);
    expect((await club.admin.api.rules()).body.data.version).toBe(1);
  });

  it("[C-21] who returns goes where the list's rule says, and the others close up", async () => {
    const club = await suite.club(4);
    const outAndBack = async (n: number) => {
      await club.admin.api.status(club.at(1, n).id, "En campo");
      return (await club.admin.api.status(club.at(1, n).id, "Disponible")).body.data.position;
    };
    expect(await outAndBack(2)).toBe(4);
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 3, 4, 2));
    await club.admin.api.changeRules({ returnTo: "front" });
    expect(await outAndBack(4)).toBe(1);
    await club.admin.api.changeRules({ returnTo: "kept" });
    expect(await outAndBack(3)).toBe(3);
    expect(await queueOf(club)).toEqual(idsOf(club, 4, 1, 3, 2));
    const { data } = (await club.admin.api.moves(club.at(1, 3).id)).body;
    expect(data[0]).toMatchObject({ kind: "status", rule: "place_kept", to: { position: 3 } });
  });

  it("[C-21] both doors of a return lead to the same place", async () => {
    const club = await suite.club(3);
    await club.admin.api.changeRules({ returnTo: "front" });
    const { data } = (await club.admin.api.startTurn({ caddieId: club.at(1, 3).id })).body;
    await club.admin.api.updateTurn(data.id, { status: "finished" });
    expect(await queueOf(club)).toEqual(idsOf(club, 3, 1, 2));
  });

  it("[C-21] who was absent, and who is late, go where their own rules say", async () => {
    const club = await suite.club(3);
    const { id } = club.at(1, 1);
    await club.admin.api.changeRules({ absentTo: "kept", lateTo: "after_present" });
    await club.admin.api.status(id, "Ausente");
    expect((await club.admin.api.status(id, "Disponible")).body.data.position).toBe(1);
    await club.admin.api.status(club.at(1, 3).id, "Ausente");
    await club.admin.api.status(id, "Ausente");
    // Absent since before a call that is over by now, at whatever hour this runs.
    await club.admin.api.updateClub({ timeZone: zoneWhereItIs(12) });
    await club.admin.api.changeRules({ callAt: "23:59" });
    expect((await club.admin.api.status(id, "Disponible")).body.data.position).toBe(1);
    await club.admin.api.undo(id);
    await suite.server.db.execute(
      `update caddies set since = now() - interval '2 days' where id = '${id}'` as never,
    );
    await club.admin.api.changeRules({ callAt: "06:00" });
    expect((await club.admin.api.status(id, "Disponible")).body.data.position).toBe(2);
    expect((await club.admin.api.moves(id)).body.data[0]?.rule).toBe("after_present");
  });

  it("[C-21] before saving it is said who would stand elsewhere today, and nothing is changed by asking", async () => {
    const club = await suite.club(3);
    const { id, name } = club.at(1, 1);
    expect((await club.admin.api.previewRules({ returnTo: "kept" })).body.data).toEqual({
      moves: 0,
      moved: [],
    });
    await club.admin.api.status(id, "En campo");
    await club.admin.api.status(id, "Disponible");
    const { data } = (await club.admin.api.previewRules({ returnTo: "kept" })).body;
    expect(data.moves).toBe(2);
    expect(data.moved).toEqual([
      { caddieId: id, name, from: 3, to: 1 },
      { caddieId: club.at(1, 2).id, name: club.at(1, 2).name, from: 1, to: 2 },
      { caddieId: club.at(1, 3).id, name: club.at(1, 3).name, from: 2, to: 3 },
    ]);
    expect((await club.admin.api.previewRules({ skipTo: "end" })).body.data.moved).toEqual([]);
    const wrong = await club.admin.api.previewRules({ returnTo: "nowhere" });
    expect(wrong.body.errors?.[0]?.path).toBe("returnTo");
    expect(await logOf(suite.server, club.id)).toHaveLength(2);
  });

  const chance = Chance.fresh();
  it(`[C-21] [C-22] the history and the rules alone make the order that the board has (FUZZ_SEED=${chance.seed})`, async () => {
    for (let day = 0; day < 4; day++) {
      const club = await suite.club(5, 2);
      const rules = {
        returnTo: chance.pick(RETURN_PLACES),
        absentTo: chance.pick(ABSENT_PLACES),
        lateTo: chance.pick(LATE_PLACES),
        skipTo: chance.pick(["end" as const, { places: 2 }]),
        noShowTo: chance.pick(["end" as const, "absent" as const, { places: 1 }]),
      };
      await club.admin.api.changeRules(rules);
      const { api } = club.admin;
      const acts = [
        (id: string) => api.status(id, "En campo"),
        (id: string) => api.status(id, "En campo"),
        (id: string) => api.status(id, "Disponible"),
        (id: string) => api.status(id, "Disponible"),
        (id: string) => api.status(id, "Ausente"),
        (id: string) => api.update(id, { position: chance.upTo(5) }),
        (id: string) => api.update(id, { listNumber: chance.upTo(2) }),
        (id: string) => api.update(id, { name: `Caddie ${chance.upTo(99)}` }),
        (id: string) => api.undo(id),
        (id: string) => api.undo(id),
        (id: string) => api.remove(id),
        (id: string) => api.act(id, "call"),
        (id: string) => api.startTurn({ caddieId: id, requested: {} }),
        (id: string) => api.dispatch({ caddieIds: [id, chance.pick(club.caddies).id] }),
        (id: string) => api.act(id, "skip"),
        (id: string) => api.act(id, "no-show"),
      ];
      for (let n = 0; n < 40; n++) await chance.pick(acts)(chance.pick(club.caddies).id);
      const { facts } = await listFactsSince(suite.server.db, {
        organizationId: club.id,
        listNumber: 1,
        from: LONG_AGO,
        timeZone: "America/Bogota",
      });
      const played = orderOf(facts, { ...DEFAULT_RULES, ...rules });
      expect(played.map(({ caddieId }) => caddieId)).toEqual(await queueOf(club));
      expect(played.map(({ place }) => place)).toEqual(played.map((_, i) => i + 1));
      await expectWholeLog(suite.server, club.id);
    }
  });
});

/** A zone whose clocks show about this hour now. */
function zoneWhereItIs(hour: number): string {
  const zones = ["UTC", "America/Bogota", "Asia/Tokyo", "Pacific/Auckland", "Europe/Madrid", "Asia/Kolkata"];
  const hourIn = (timeZone: string) =>
    Number(new Intl.DateTimeFormat("en", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(new Date()));
  const distance = (zone: string) => Math.abs(hourIn(zone) - hour);
  return zones.toSorted((a, b) => distance(a) - distance(b))[0] ?? "UTC";
}
