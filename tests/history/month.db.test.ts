import { writeFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { moves, turns } from "@/lib/caddies/tables";
import { closes } from "@/lib/closes/tables";
import { type Db, rows } from "@/lib/db/client";
import { evennessOf } from "@/lib/figures/policy";
import { expectWholeLog } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";
import { drawFairness } from "./fairness-figure";
import { Followers } from "./followers";
import { Month } from "./month";
import { MovedClub } from "./moved-club";

/** The long form, a club of 120, draws docs/figures/fairness.svg: `MONTH_LIST=40 npx vitest run tests/history/month`. */
const DAYS = Number(process.env.MONTH_DAYS) || 30;
const PER_LIST = Number(process.env.MONTH_LIST) || 6;
/** Days of a month in which whatever can happen does. */
const WHOLE = 28;
const SEED = Number(process.env.FUZZ_SEED) || 20_261_120;
const LISTS = [1, 2, 3];
/** How the order of each list is made. */
const ORDERS = ["Rotation", "Weekly draw", "Daily draw"];
const FIRST_DAY = "2026-03-02";
/** A day of 120 caddies through the commands takes some seconds, and many times that where all else is tested too. */
const PATIENCE_MS = 120_000 + DAYS * PER_LIST * 1_500;

/** All that can happen to a yard has happened in a month. */
async function expectEverything(db: Db, clubId: string): Promise<void> {
  const made = await db
    .selectDistinct({ kind: moves.kind })
    .from(moves)
    .where(eq(moves.organizationId, clubId));
  const kinds = ["called", "late", "no_show", "order", "position", "skipped", "status", "undone"];
  expect(made.map(({ kind }) => kind).sort()).toEqual(kinds);
  const [gone] = await rows<{ asked: number; together: number; drawn: number; away: number }>(
    db,
    sql`select (count(*) filter (where t.requested))::int as asked, count(t.group_id)::int as together,
      (select count(*)::int from draws d where d.organization_id = ${clubId} and d.state = 'revealed') as drawn,
      (select count(*)::int from absences a where a.organization_id = ${clubId} and a.state = 'over') as away
      from ${turns} t where t.organization_id = ${clubId} and t.status <> 'voided'`,
  );
  expect(Math.min(...Object.values(gone ?? { none: 0 }))).toBeGreaterThan(0);
}

onEveryDatabase((suite) => {
  it(
    `[C-13] [C-21] [C-22] I5: ${DAYS} days of a club (FUZZ_SEED=${SEED}): no rule is broken, the past stays what it was, each night's books come to what was done`,
    async () => {
      const club = await suite.club(PER_LIST, PER_LIST, PER_LIST);
      const { db } = suite.server;
      const moved = await MovedClub.open(suite.server, club, FIRST_DAY, SEED);
      const followers = new Followers();
      for (const person of [club.admin, await club.as(club.at(1, 1))]) await followers.add(person);
      const month = new Month(moved, followers);
      await month.decideRules();
      for (let day = 0; day < DAYS; day++) await month.live();
      await month.expectSamePast();
      await expectWholeLog(suite.server, club.id);

      expect(
        await db.select({ n: closes.day }).from(closes).where(eq(closes.organizationId, club.id)),
      ).toHaveLength(DAYS);
      if (DAYS >= WHOLE) await expectEverything(db, club.id);

      const shares = await rows<{ list: number; turns: number }>(
        db,
        sql`select c.list_number as list, count(t.id)::int as turns from caddies c
          left join turns t on t.caddie_id = c.id and t.status <> 'voided'
          where c.organization_id = ${club.id} group by c.id, c.list_number`,
      );
      const lists = LISTS.map((list) => {
        const own = shares.filter((s) => s.list === list).map((s) => s.turns);
        return { name: `${ORDERS[list - 1]} · Gini ${evennessOf(own)?.gini.toFixed(2)}`, turns: own };
      });
      // The rotation alone shares out: nobody has twice what the mean has.
      for (const { turns: own } of lists) expect(evennessOf(own)?.gini ?? 1).toBeLessThan(0.35);
      if (DAYS >= WHOLE && club.caddies.length >= 120 && suite.database === "PGlite")
        writeFileSync(
          "docs/figures/fairness.svg",
          drawFairness(`Turns per caddie, ${DAYS} simulated days, ${club.caddies.length} caddies`, lists),
        );
    },
    PATIENCE_MS,
  );
});
