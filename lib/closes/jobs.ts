import { sql } from "drizzle-orm";
import type * as z from "zod";
import { endForgottenTurns, hasBegun, listHeld, lockBoard } from "../caddies/jobs";
import { type CommandContext, runCommand } from "../commands";
import { type Db, rows } from "../db/client";
import { endCall } from "../dispatches/commands";
import { beginDay } from "../draws/commands";
import { isAppError } from "../http/problem";
import { allClubs } from "../organizations/queries";
import { closeRollCall } from "../roll-calls/commands";
import { rulesOfLists } from "../rules/queries";
import type { Logger } from "../telemetry/logger";
import { systemActor } from "../users/jobs";
import { closeDay, type Yard } from "./commands";
import type { Close, closeDayInput } from "./contract";
import { dayUnderWay } from "./queries";

/** A server that begins first serves those who come back. */
const BEGIN_AFTER_MS = 30_000;
/** Hours and zones can be changed at any time: so late it is noticed. */
const LOOK_EVERY_MS = 5 * 60_000;

const yard: Yard = {
  lock: lockBoard,
  async tidy(ctx, until) {
    await endRollCalls(ctx, until);
    await endCalls(ctx, until);
    return endForgottenTurns(ctx, until);
  },
  async prepare(ctx, since) {
    const rules = await rulesOfLists(ctx.tx, ctx.actor.organizationId);
    for (const [number, law] of Object.entries(rules)) {
      const listNumber = Number(number);
      if (law.orderMode !== "ascending" && law.orderMode !== "descending") continue;
      // A close that comes late finds a day that is under way: nobody loses the place that he has in it.
      if (await hasBegun(ctx, listNumber, since)) continue;
      beginDay({ listNumber, list: await listHeld(ctx, listNumber), rules: law }, ctx);
    }
  },
};

/** A roll call that nobody closed ends with its day. */
async function endRollCalls(ctx: CommandContext, until: Date): Promise<void> {
  const open = await rows<{ id: string }>(
    ctx.tx,
    sql`select r.id from roll_calls r where r.organization_id = ${ctx.actor.organizationId}
      and r.closed_at is null and r.opened_at <= ${until.toISOString()}::timestamptz order by r.id`,
  );
  for (const { id } of open) await closeRollCall({ rollCallId: id }, ctx);
}

/** Whoever was called and never went out is not called any more the next morning. */
async function endCalls(ctx: CommandContext, until: Date): Promise<void> {
  const called = await rows<{ id: string }>(
    ctx.tx,
    sql`select c.id from caddies c where c.organization_id = ${ctx.actor.organizationId} and c.deleted_at is null
      and c.called_at <= ${until.toISOString()}::timestamptz order by c.id`,
  );
  for (const { id } of called) await endCall({ caddieId: id }, ctx);
}

/** Closes the day under way, by hand. ADMIN. @throws AppError FORBIDDEN, DAY_NOT_OPEN */
export const closeDayByHand = (input: z.infer<typeof closeDayInput>, ctx: CommandContext): Promise<Close> =>
  closeDay(input, ctx, yard);

/** The same by the clock: as of the hour that the club chose. */
const closeDayByClock = (input: z.infer<typeof closeDayInput>, ctx: CommandContext): Promise<Close> =>
  closeDay(input, ctx, yard, true);

/**
 * Closes every day of every club whose hour has come: after a sleep each missed day once, the oldest first. Several
 * processes may do it at once. What fails in one club is logged and tried again the next time.
 * @returns when the next hour comes, in ms since 1970
 */
export async function closeDueDays(db: Db, log: Logger, clock = () => new Date()): Promise<number> {
  let next = Number.POSITIVE_INFINITY;
  for (const organizationId of await allClubs(db)) {
    try {
      next = Math.min(next, await closeDueDaysOf(db, log, organizationId, clock));
    } catch (error) {
      log.error({ err: error, organizationId }, "a day could not be closed; trying again soon");
    }
  }
  return next;
}

async function closeDueDaysOf(
  db: Db,
  log: Logger,
  organizationId: string,
  clock: () => Date,
): Promise<number> {
  for (;;) {
    const now = clock();
    const { day, closesAt } = await dayUnderWay(db, organizationId, now);
    if (closesAt > now.getTime()) return closesAt;
    const actor = await systemActor(db, organizationId);
    try {
      await runCommand(closeDayByClock, { day }, actor, { success: 200, now });
      log.info({ organizationId, day }, "a day was closed");
    } catch (error) {
      // Another process was faster, or somebody by hand.
      if (!isAppError(error) || error.code !== "DAY_NOT_OPEN") throw error;
    }
  }
}

/** Closes days at their hours for as long as the process lives. @returns how to stop it */
export function closeDaysByClock(db: Db, log: Logger): () => void {
  let timer = setTimeout(look, BEGIN_AFTER_MS).unref();
  let over = false;
  function look() {
    void closeDueDays(db, log)
      .catch((error: unknown) => {
        log.error({ err: error }, "days could not be closed; trying again soon");
        return Number.POSITIVE_INFINITY;
      })
      .then((next) => {
        if (over) return;
        timer = setTimeout(look, Math.min(LOOK_EVERY_MS, Math.max(0, next - Date.now()))).unref();
      });
  }
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
