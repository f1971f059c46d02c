import { writeFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { moves, turns } from "@/lib/caddies/tables";
import { closes, dayStats } from "@/lib/closes/tables";
import { rows } from "@/lib/db/client";
import { evennessOf } from "@/lib/figures/policy";
import { expectWholeLog } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";
import { drawFairness } from "./fairness-figure";
import { Month } from "./month";

/** The long form draws docs/figures/fairness.svg: `MONTH_DAYS=30 MONTH_LIST=40 npx vitest run tests/history/month`. */
const DAYS = Number(process.env.MONTH_DAYS) || 3;
const PER_LIST = Number(process.env.MONTH_LIST) || 6;
const SEED = Number(process.env.FUZZ_SEED) || 20_261_120;
const LISTS = [1, 2, 3];
/** A day of 120 caddies through the commands takes a second or three. */
const PATIENCE_MS = 60_000 + DAYS * PER_LIST * 1_000;

onEveryDatabase((suite) => {
  it(
    `[C-21] [C-22] ${DAYS} days of a club (FUZZ_SEED=${SEED}): queues stay dense, the past stays what it was, the frozen days add up to the turns`,
    async () => {
      const club = await suite.club(PER_LIST, PER_LIST, PER_LIST);
      const { db } = suite.server;
      const month = new Month(suite.server, club, LISTS, SEED);
      for (let day = 0; day < DAYS; day++) await month.live();
      await month.expectSamePast();
      await expectWholeLog(suite.server, club.id);

      expect(
        await db.select({ n: closes.day }).from(closes).where(eq(closes.organizationId, club.id)),
      ).toHaveLength(DAYS);
      const [frozen] = await db
        .select({
          turns: sql<number>`sum(turns9 + turns18 + turns_other)::int`,
          out: sql<number>`sum(minutes_out)::int`,
        })
        .from(dayStats)
        .where(eq(dayStats.organizationId, club.id));
      const [noted] = await rows<{ turns: number; open: number; out: number }>(
        db,
        sql`select count(*)::int as turns, (count(*) filter (where status = 'open'))::int as open,
          round(sum(extract(epoch from ended_at - started_at)) / 60)::int as out
          from ${turns} where organization_id = ${club.id} and status <> 'voided'`,
      );
      expect(noted?.open).toBe(0);
      expect(frozen?.turns).toBe(noted?.turns);
      expect(Math.abs((frozen?.out ?? 0) - (noted?.out ?? 0))).toBeLessThanOrEqual(
        DAYS * PER_LIST * LISTS.length,
      );
      const made = await db.select({ id: moves.id }).from(moves).where(eq(moves.organizationId, club.id));
      expect(made.length).toBeGreaterThan(DAYS * PER_LIST);

      const shares = await rows<{ list: number; turns: number }>(
        db,
        sql`select c.list_number as list, count(t.id)::int as turns from caddies c
          left join turns t on t.caddie_id = c.id and t.status <> 'voided'
          where c.organization_id = ${club.id} group by c.id, c.list_number`,
      );
      const lists = LISTS.map((list) => {
        const own = shares.filter((s) => s.list === list).map((s) => s.turns);
        return { name: `Lista ${list} · Gini ${evennessOf(own)?.gini.toFixed(2)}`, turns: own };
      });
      // The rotation alone shares out: nobody has twice what the mean has.
      for (const { turns: own } of lists) expect(evennessOf(own)?.gini ?? 1).toBeLessThan(0.35);
      if (DAYS >= 28 && suite.database === "PGlite")
        writeFileSync(
          "docs/figures/fairness.svg",
          drawFairness(`Turns per caddie, ${DAYS} simulated days, 120 caddies`, lists),
        );
    },
    PATIENCE_MS,
  );
});
