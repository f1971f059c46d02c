import { expect, it } from "vitest";
import { addDays } from "@/lib/i18n/days";
import { ABSENT_PLACES, ORDER_MODES, RETURN_PLACES } from "@/lib/rules/vocabulary";
import type { SimulationAnswer } from "@/lib/simulations/contract";
import { Chance } from "../harness/chance";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";
import { MovedClub } from "../history/moved-club";
import { PlainDays } from "./plain-days";

const FIRST = "2026-03-02";
const DAYS = 3;
/** Days of a whole club through the commands, on two databases. */
const PATIENCE_MS = 90_000;

onEveryDatabase((suite) => {
  const simulate = (club: TestClub, rules: object, [from, to]: [string, string], list = 1) => {
    const query = new URLSearchParams({ list: String(list), from, to, rules: JSON.stringify(rules) });
    return club.admin.api.request<{ data: SimulationAnswer; code: string; errors?: { path: string }[] }>(
      "GET",
      `/api/simulations?${query}`,
    );
  };

  const chance = Chance.fresh();
  it(
    `[C-21] days that were lived by commands, played again by the rules that held, are the days that were (FUZZ_SEED=${chance.seed})`,
    async () => {
      for (const orderMode of ["rotation", chance.pick(ORDER_MODES)] as const) {
        const club = await suite.club(8, 4);
        const rules = {
          ...{ orderMode, returnTo: chance.pick(RETURN_PLACES), absentTo: chance.pick(ABSENT_PLACES) },
          ...{ callAt: chance.pick([null, "06:00"]), lateTo: "after_present" as const },
        };
        if (orderMode !== "rotation") await club.admin.api.changeRules(rules);
        const days = new PlainDays(await MovedClub.open(suite.server, club, FIRST, chance.upTo(1_000_000)));
        for (let day = 0; day < DAYS; day++) await days.live();
        const range: [string, string] = [FIRST, addDays(FIRST, DAYS - 1)];
        const { data } = (await simulate(club, {}, range)).body;
        expect(data.days).toBe(DAYS);
        expect(data.turns).toBeGreaterThan(5);
        expect(data.shares).toHaveLength(8);
        for (const { name, was, would } of data.shares) expect([name, would]).toEqual([name, was]);
        const path = `/api/figures?from=${range[0]}&to=${range[1]}&list=1`;
        const figures = (
          await club.admin.api.request<{ data: { name: string; turns: number }[] }>("GET", path)
        ).body;
        expect(data.shares.map(({ name, was }) => [name, was.turns])).toEqual(
          figures.data.map(({ name, turns }) => [name, turns]),
        );
        const other = (await simulate(club, { returnTo: "front" }, range)).body.data;
        const total = (side: "was" | "would") =>
          other.shares.reduce((sum, share) => sum + share[side].turns, 0);
        expect(total("would")).toBe(total("was"));
      }
    },
    PATIENCE_MS,
  );

  it("no closed day is said as none, and more than four weeks, an end before the beginning and no rule of ours are refused by name", async () => {
    const club = await suite.club(2);
    expect((await simulate(club, {}, [FIRST, FIRST])).body.data).toEqual({ days: 0, turns: 0, shares: [] });
    expect((await simulate(club, {}, [FIRST, addDays(FIRST, 27)])).status).toBe(200);
    for (const to of [addDays(FIRST, 28), addDays(FIRST, -1)]) {
      const { status, body } = await simulate(club, {}, [FIRST, to]);
      expect([status, body.errors?.[0]?.path]).toEqual([422, "to"]);
    }
    const wrong = await simulate(club, { returnTo: "nowhere" }, [FIRST, FIRST]);
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "returnTo"]);
    const caddie = await club.as(club.at(1, 1));
    expect(
      (await caddie.api.request("GET", `/api/simulations?list=1&from=${FIRST}&to=${FIRST}&rules={}`)).status,
    ).toBe(403);
  });
});
