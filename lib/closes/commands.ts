import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { ADMINS_STREAM } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { type CaddieDay, caddieDays } from "../history/queries";
import { AppError } from "../http/problem";
import type { Close, CloseReport, closeDayInput, reopenDayInput } from "./contract";
import { closeOf, dayUnderWay, lastClose, requireCloser } from "./queries";
import { closes, dayStats } from "./tables";

/** What a close does to the board, which is not its own. */
export interface Yard {
  /** Holds the whole board until the transaction ends. */
  lock(ctx: CommandContext): Promise<void>;
  /** Ends what nobody ended, and takes back what does not outlive the day. */
  tidy(ctx: CommandContext, until: Date): Promise<Forgotten[]>;
  /** Puts the lists in the order with which their rules begin the next day. `since`: the end of the day before it. */
  prepare(ctx: CommandContext, since: Date): Promise<void>;
}
interface Forgotten {
  turnId: string;
  caddieId: string;
  name: string;
  listNumber: number;
  startedAt: Date;
  endedAt: Date;
}

/**
 * Closes a day: forgotten turns end, what each caddie did is frozen, the next day is open, and its lists stand as their
 * rules have them begin it. A day that is closed already stays as it is, and one that was opened again prepares no other.
 * By hand the day ends now, by the clock at its hour, however late that is done.
 * @throws AppError FORBIDDEN, DAY_NOT_OPEN (another day is under way)
 */
export async function closeDay(
  { day }: z.infer<typeof closeDayInput>,
  ctx: CommandContext,
  yard: Yard,
  automatic = false,
): Promise<Close> {
  requireCloser(ctx.actor);
  const { organizationId } = ctx.actor;
  await yard.lock(ctx);
  const { last, ...open } = await dayUnderWay(ctx.tx, organizationId, ctx.now);
  if (last?.state === "reopened" && last.day <= day) {
    const closed = await freeze(ctx, yard, { ...last, automatic });
    if (last.day === day) return closed;
  } else if (last?.day === day) return closeOf(ctx.tx, organizationId, day);
  if (open.day !== day) {
    throw new AppError("DAY_NOT_OPEN", `the day under way is ${open.day}`, {
      members: { current: open.day },
    });
  }
  const closesAt = new Date(Math.min(open.closesAt, ctx.now.getTime()));
  const closed = await freeze(ctx, yard, { day, opensAt: new Date(open.opensAt), closesAt, automatic });
  await yard.prepare(ctx, closesAt);
  return closed;
}

interface Ending {
  day: string;
  opensAt: Date;
  closesAt: Date;
  automatic: boolean;
}

async function freeze(ctx: CommandContext, yard: Yard, ending: Ending): Promise<Close> {
  const { actor, tx, now } = ctx;
  const { organizationId } = actor;
  const { day, opensAt, closesAt, automatic } = ending;
  const forgotten = await yard.tidy(ctx, closesAt);
  const days = await caddieDays(tx, organizationId, { after: opensAt, until: closesAt });
  const ends = forgotten.map((turn) => ({
    ...turn,
    startedAt: turn.startedAt.toISOString(),
    endedAt: turn.endedAt.toISOString(),
  }));
  const report = { forgotten: ends, ...totalsOf(days) };
  const step = {
    step: "closed" as const,
    by: { id: actor.userId, name: actor.name },
    at: now.toISOString(),
    reason: null,
  };
  const facts = { state: "closed" as const, closedAt: now, closedBy: actor.userId, automatic, report };
  await tx
    .insert(closes)
    .values({ ...facts, id: randomUUID(), organizationId, day, opensAt, closesAt, trace: [step] })
    .onConflictDoUpdate({
      target: [closes.organizationId, closes.day],
      set: {
        ...facts,
        trace: sql`${closes.trace} || excluded.trace`,
        version: sql`${closes.version} + 1`,
      },
    });
  await tx.delete(dayStats).where(and(eq(dayStats.organizationId, organizationId), eq(dayStats.day, day)));
  if (days.length > 0) {
    const nth = (caddieId: string) => forgotten.filter((turn) => turn.caddieId === caddieId).length;
    await tx
      .insert(dayStats)
      .values(days.map((d) => ({ ...d, organizationId, day, forgotten: nth(d.caddieId) })));
  }
  return tell(ctx, day);
}

function totalsOf(days: readonly CaddieDay[]): Omit<CloseReport, "forgotten"> {
  const sum = (field: Exclude<keyof CaddieDay, "caddieId">) =>
    days.reduce((total, day) => total + day[field], 0);
  return {
    caddies: days.filter((d) => d.turns9 + d.turns18 + d.turnsOther > 0).length,
    turns9: sum("turns9"),
    turns18: sum("turns18"),
    turnsOther: sum("turnsOther"),
    minutesOut: sum("minutesOut"),
    minutesWaited: sum("minutesWaited"),
    late: sum("late"),
    absent: sum("absent"),
    noShows: sum("noShows"),
    skips: sum("skips"),
  };
}

/**
 * Opens the latest closed day again, so that it can be corrected; what was frozen of it goes, the trace stays. It is
 * closed again by hand, or with the next day. ADMIN.
 * @throws AppError FORBIDDEN, NOT_FOUND, DAY_NOT_OPEN (a later day is closed)
 */
export async function reopenDay(
  { day, reason }: z.infer<typeof reopenDayInput>,
  ctx: CommandContext,
): Promise<Close> {
  requireCloser(ctx.actor);
  const { actor, tx, now } = ctx;
  const { organizationId } = actor;
  const own = and(eq(closes.organizationId, organizationId), eq(closes.day, day));
  await tx.select({ id: closes.id }).from(closes).where(own).for("update");
  const close = await closeOf(tx, organizationId, day);
  if (close.state === "reopened") return close;
  const last = await lastClose(tx, organizationId);
  if (last && last.day !== day)
    throw new AppError("DAY_NOT_OPEN", `a later day is closed: ${last.day}`, {
      members: { current: last.day },
    });
  const by = { id: actor.userId, name: actor.name };
  const step = { step: "reopened" as const, by, at: now.toISOString(), reason };
  await tx
    .update(closes)
    .set({ state: "reopened", trace: [...close.trace, step], version: sql`${closes.version} + 1` })
    .where(own);
  await tx.delete(dayStats).where(and(eq(dayStats.organizationId, organizationId), eq(dayStats.day, day)));
  return tell(ctx, day);
}

async function tell(ctx: CommandContext, day: string): Promise<Close> {
  const close = await closeOf(ctx.tx, ctx.actor.organizationId, day);
  ctx.publish("day:closed", [ADMINS_STREAM], {
    close,
    by: { id: ctx.actor.userId, name: ctx.actor.name },
    timestamp: ctx.now.toISOString(),
  });
  return close;
}
