import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { localTime } from "../i18n/times";
import { clubOf } from "../organizations/queries";
import { canSeeAbsence, overlap } from "./policy";
import { absenceById } from "./queries";
import { absences } from "./tables";

export type AbsenceRow = typeof absences.$inferSelect;

/** One change of a caddie's absences at a time, before anything else of his is locked. */
export async function lockAbsences({ tx }: CommandContext, caddieId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${caddieId}, 7))`);
}

/** @throws AppError NOT_FOUND, also for one of somebody else's */
export async function lockAbsence(ctx: CommandContext, absenceId: string): Promise<AbsenceRow> {
  const own = and(eq(absences.id, absenceId), eq(absences.organizationId, ctx.actor.organizationId));
  const [seen] = await ctx.tx.select({ caddieId: absences.caddieId }).from(absences).where(own);
  if (!seen || !canSeeAbsence(ctx.actor, seen)) throw new AppError("NOT_FOUND", "there is no such absence");
  await lockAbsences(ctx, seen.caddieId);
  const [row] = await ctx.tx.select().from(absences).where(own).for("update");
  if (!row) throw new AppError("NOT_FOUND", "there is no such absence");
  return row;
}

/** The refusal that shows how it stands. */
export async function closed(ctx: CommandContext, row: AbsenceRow): Promise<AppError> {
  const current = await absenceById(ctx.tx, row.organizationId, row.id);
  return new AppError("ABSENCE_CLOSED", "this was answered or is over", { members: { current } });
}

/** What holds or may come to hold on a day: approved ones, and what was cancelled while it ran. */
export function standing({ tx }: CommandContext, caddieId: string): Promise<AbsenceRow[]> {
  return tx
    .select()
    .from(absences)
    .where(
      and(
        eq(absences.caddieId, caddieId),
        isNull(absences.endedAt),
        or(
          eq(absences.state, "approved"),
          and(eq(absences.state, "cancelled"), sql`${absences.startedAt} is not null`),
        ),
      ),
    )
    .for("update");
}

/**
 * Two of one kind do not overlap: the later one would say nothing, or something else. A sanction may lie over a permission.
 * @throws AppError ABSENCE_OVERLAPS with the other one
 */
export async function checkOverlap(
  ctx: CommandContext,
  wanted: Pick<AbsenceRow, "caddieId" | "kind" | "startsOn" | "endsOn">,
): Promise<void> {
  const others = await ctx.tx
    .select()
    .from(absences)
    .where(
      and(
        eq(absences.caddieId, wanted.caddieId),
        eq(absences.kind, wanted.kind),
        inArray(absences.state, ["requested", "approved"]),
      ),
    );
  const other = others.find((row) => overlap(row, wanted));
  if (!other) return;
  const current = await absenceById(ctx.tx, ctx.actor.organizationId, other.id);
  throw new AppError("ABSENCE_OVERLAPS", "there is one for some of these days", { members: { current } });
}

/** Today on the club's clock. */
export async function clubDay({ tx, actor, now }: CommandContext): Promise<string> {
  return localTime(now, (await clubOf(tx, actor.organizationId)).timeZone).day;
}
