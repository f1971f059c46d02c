import { expect, it } from "vitest";
import { changeCaddieStatus, startTurn, undoChange, updateTurn } from "@/lib/caddies/commands";
import { closeDueDays } from "@/lib/closes/jobs";
import { noteNoShow, skipCaddie } from "@/lib/dispatches/commands";
import type { Correction, Figures, Share } from "@/lib/figures/contract";
import { instantOf } from "@/lib/i18n/days";
import type { Person, TestClub } from "../harness/factories";
import { doAt, silent } from "../harness/past";
import { onEveryDatabase } from "../harness/suite";

const moment = (day: string, clock: string) => new Date(instantOf(day, clock, "America/Bogota"));

onEveryDatabase((suite) => {
  const figures = async (who: Person, query: string) =>
    (await who.api.request<{ data: Figures[]; corrections: Correction[] }>("GET", `/api/figures?${query}`))
      .body;

  async function turn(
    club: TestClub,
    place: number,
    day: string,
    [out, back]: [string, string],
    holes: 9 | 18,
  ) {
    const { admin } = club;
    const caddieId = club.at(1, place).id;
    const { id } = await doAt(moment(day, out), admin, startTurn, { caddieId, holes });
    await doAt(moment(day, back), admin, changeCaddieStatus, { caddieId, status: "Disponible" as const });
    return id;
  }

  it("a caddie sees the very figures that the master sees of him, frozen days and later corrections among them", async () => {
    const club = await suite.club(2, 1);
    const { admin } = club;
    const id = await turn(club, 1, "2026-03-02", ["07:00", "11:00"], 18);
    await turn(club, 2, "2026-03-02", ["08:00", "10:00"], 9);
    await turn(club, 1, "2026-03-03", ["07:00", "09:00"], 9);
    await closeDueDays(suite.server.db, silent, () => moment("2026-03-03", "21:00"));
    const range = "from=2026-03-02&to=2026-03-03";
    const { data } = await figures(admin, range);
    expect(
      data.map(({ name, turns, turns9, turns18, minutesOut }) => [name, turns, turns9, turns18, minutesOut]),
    ).toEqual([
      ["Caddie 1.1", 2, 1, 1, 360],
      ["Caddie 1.2", 1, 1, 0, 120],
      ["Caddie 2.1", 0, 0, 0, 0],
    ]);
    expect(data.map(({ minutesWaited }) => minutesWaited)).toEqual([0, 240, 0]);
    const himself = await club.as(club.at(1, 1));
    expect((await figures(himself, range)).data).toEqual([data[0]]);
    expect(
      (await figures(admin, "from=2026-03-03&to=2026-03-03&list=1")).data.map(({ turns }) => turns),
    ).toEqual([1, 0]);

    await doAt(moment("2026-03-04", "08:00"), admin, updateTurn, { turnId: id, holes: 9 as const });
    const after = await figures(himself, "from=2026-03-02&to=2026-03-04");
    expect(after.data[0]).toMatchObject({ turns9: 2, turns18: 0 });
    expect(after.corrections).toMatchObject([
      { kind: "turn", name: "Caddie 1.1", by: { name: "Ana Posada" } },
    ]);
  });

  it("skips and no-shows are counted for the master and for him alike, frozen and of the day under way; what was taken back is not", async () => {
    const club = await suite.club(3);
    const { admin } = club;
    const caddieId = club.at(1, 1).id;
    const at = (clock: string) => moment("2026-03-02", clock);
    await doAt(at("07:00"), admin, skipCaddie, { caddieId });
    await doAt(at("07:05"), admin, skipCaddie, { caddieId });
    await doAt(at("07:06"), admin, undoChange, { caddieId });
    await doAt(at("07:10"), admin, noteNoShow, { caddieId });
    await closeDueDays(suite.server.db, silent, () => at("21:00"));
    await doAt(moment("2026-03-03", "07:00"), admin, noteNoShow, { caddieId });
    const range = "from=2026-03-02&to=2026-03-03";
    const { data } = await figures(admin, range);
    expect(data.map(({ skips, noShows }) => [skips, noShows])).toEqual([
      [1, 2],
      [0, 0],
      [0, 0],
    ]);
    const himself = await club.as(club.at(1, 1));
    expect((await figures(himself, range)).data).toEqual([data[0]]);
  });

  it("the day under way counts as it is so far", async () => {
    const club = await suite.club(2);
    await club.admin.api.startTurn({ caddieId: club.at(1, 1).id, holes: 18 });
    const { data } = await figures(club.admin, "from=2026-11-01&to=2099-01-01");
    expect(data[0]).toMatchObject({ turns: 1, turns18: 1, forgotten: 0 });
    expect((await figures(club.admin, "from=2020-01-01&to=2020-02-01")).data[0]).toMatchObject({ turns: 0 });
  });

  it("how a list shared its turns is there for its caddies, each finding himself among nameless others", async () => {
    const club = await suite.club(3);
    await turn(club, 2, "2026-03-02", ["07:00", "11:00"], 18);
    const path = "/api/figures/shares?from=2026-03-01&to=2026-03-31&list=1";
    const shares = async (who: Person) => (await who.api.request<{ data: Share[] }>("GET", path)).body.data;
    const own = await shares(await club.as(club.at(1, 1)));
    expect(own.map(({ turns, own, name }) => [turns, own, name])).toEqual([
      [1, false, null],
      [0, true, "Caddie 1.1"],
      [0, false, null],
    ]);
    expect(own.filter(({ caddieId }) => caddieId !== null)).toHaveLength(1);
    expect((await shares(club.admin)).map(({ name }) => name).sort()).toEqual([
      "Caddie 1.1",
      "Caddie 1.2",
      "Caddie 1.3",
    ]);
  });
});
