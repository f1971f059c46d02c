import { expect, it } from "vitest";
import { changeCaddieStatus, startTurn, updateCaddie } from "@/lib/caddies/commands";
import type { PastDay, PastRow } from "@/lib/history/contract";
import { instantOf } from "@/lib/i18n/days";
import type { Person } from "../harness/factories";
import { doAt } from "../harness/past";
import { onEveryDatabase } from "../harness/suite";

const moment = (clock: string, day = "2026-03-02") => new Date(instantOf(day, clock, "America/Bogota"));

onEveryDatabase((suite) => {
  const at = async (who: Person, list: number, clock: string, day?: string) =>
    (
      await who.api.request<{ data: PastRow[] }>(
        "GET",
        `/api/history/board?list=${list}&at=${moment(clock, day).toISOString()}`,
      )
    ).body.data;
  const names = (found: readonly PastRow[]) =>
    found.map(({ name, position, status }) => `${position ?? status} ${name}`);

  it("[C-22] the board of any minute is told from the moves: who stood where, who was out, under which name", async () => {
    const club = await suite.club(3, 1);
    const { admin } = club;
    const [first, second] = [club.at(1, 1).id, club.at(1, 2).id];
    await doAt(moment("07:00"), admin, startTurn, { caddieId: first });
    await doAt(moment("07:30"), admin, updateCaddie, { caddieId: second, name: "Álvaro", listNumber: 2 });
    await doAt(moment("11:00"), admin, changeCaddieStatus, {
      caddieId: first,
      status: "Disponible" as const,
    });
    expect(names(await at(admin, 1, "06:59"))).toEqual(["1 Caddie 1.1", "2 Caddie 1.2", "3 Caddie 1.3"]);
    expect(names(await at(admin, 1, "07:00"))).toEqual([
      "1 Caddie 1.2",
      "2 Caddie 1.3",
      "En campo Caddie 1.1",
    ]);
    expect(names(await at(admin, 1, "07:45"))).toEqual(["1 Caddie 1.3", "En campo Caddie 1.1"]);
    expect(names(await at(admin, 2, "07:45"))).toEqual(["1 Caddie 2.1", "2 Álvaro"]);
    expect(names(await at(admin, 1, "12:00", "2026-08-01"))).toEqual(["1 Caddie 1.3", "2 Caddie 1.1"]);
    expect(await at(admin, 1, "12:00", "2025-08-01")).toEqual([]);
  });

  it("a day of a list is told whole to whoever may see it, without anybody's phone number", async () => {
    const club = await suite.club(2, 1);
    const { admin } = club;
    await doAt(moment("07:00"), admin, updateCaddie, { caddieId: club.at(1, 1).id, phoneNumber: "300 777" });
    await doAt(moment("08:00"), admin, startTurn, { caddieId: club.at(2, 1).id });
    await doAt(moment("09:00"), admin, updateCaddie, {
      ...{ caddieId: club.at(2, 1).id, listNumber: 1, reason: "falta gente" },
    });
    await doAt(moment("23:30"), admin, startTurn, { caddieId: club.at(1, 2).id });
    const colleague = await club.as(club.at(1, 2));
    const path = "/api/history/days?list=1&day=2026-03-02";
    const { body } = await colleague.api.request<{ data: PastDay }>("GET", path);
    expect(body.data).toMatchObject({
      begins: moment("00:00").toISOString(),
      ends: moment("00:00", "2026-03-03").toISOString(),
    });
    expect(body.data.start.map(({ name }) => name).sort()).toEqual(["Caddie 1.1", "Caddie 1.2"]);
    expect(body.data.changes.map(({ kind, reason, by }) => [kind, reason, by.name])).toEqual([
      ["edited", null, "Ana Posada"],
      ["list", "falta gente", "Ana Posada"],
      ["status", null, "Ana Posada"],
    ]);
    expect(JSON.stringify(body)).not.toContain("300 777");
    expect((await (await club.as(club.at(2, 1))).api.request("GET", path)).status).toBe(200);
    expect((await colleague.api.request("GET", path.replace("list=1", "list=2"))).status).toBe(404);
  });
});
