import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type * as z from "zod";
import { lockCaddie } from "../caddies/locks";
import { caddieRow } from "../caddies/queries";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import type { Absence, addAbsenceInput, answerAbsenceInput, cancelAbsenceInput } from "./contract";
import { publishAbsence } from "./events";
import { type AbsenceRow, checkOverlap, closed, clubDay, lockAbsence, lockAbsences, standing } from "./locks";
import { canCancelAbsence, canManageAbsences, planOf } from "./policy";
import { absences } from "./tables";
import { ABSENCE_DAYS } from "./vocabulary";

type Input<S extends z.ZodType> = z.infer<S>;
/** Changes a caddie's status on the board. What a caddie is belongs to another module, which is handed in. */
export type SetStatus = (caddieId: string, status: "Ausente" | "Disponible") => Promise<unknown>;

const DAY_MS = 24 * 60 * 60 * 1000;
const wrong = (path: string, message: string) =>
  new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });
const mastersOnly = () => new AppError("FORBIDDEN", "only the caddie master may decide about absences");
const notThere = () => new AppError("NOT_FOUND", "there is no such caddie");

/**
 * A caddie asks for a permission; the caddie master enters one, or a sanction, and it holds at once.
 * @throws AppError INVALID, FORBIDDEN, NOT_FOUND, ABSENCE_OVERLAPS
 */
export async function addAbsence(
  input: Input<typeof addAbsenceInput>,
  ctx: CommandContext,
  setStatus: SetStatus,
): Promise<Absence> {
  const { actor, tx, now } = ctx;
  const { kind, startsOn, endsOn, reason } = input;
  const master = canManageAbsences(actor);
  const caddieId = input.caddieId ?? actor.caddieId;
  if (!caddieId) {
    if (master) throw wrong("caddieId", "is missing: whose is it?");
    throw new AppError("FORBIDDEN", "only a caddie may ask for a permission");
  }
  if (!master && caddieId !== actor.caddieId) throw notThere();
  if (!master && kind !== "permission") throw mastersOnly();
  await lockAbsences(ctx, caddieId);
  const caddie = await caddieRow(tx, actor.organizationId, caddieId);
  if (!caddie || caddie.deletedAt) throw notThere();
  const day = await clubDay(ctx);
  checkDays(startsOn, endsOn, day);
  await checkOverlap(ctx, { caddieId, kind, startsOn, endsOn });
  const id = randomUUID();
  const decided = { state: "approved", decidedBy: actor.userId, decidedAt: now } as const;
  await tx.insert(absences).values({
    ...{ id, organizationId: actor.organizationId, caddieId, kind, startsOn, endsOn, reason },
    requestedBy: actor.userId,
    requestedAt: now,
    ...(master ? decided : { state: "requested" }),
  });
  const told = master && startsOn <= day ? await settleAbsences({ caddieId, day }, ctx, setStatus) : [];
  return told.find((absence) => absence.id === id) ?? publishAbsence(ctx, id);
}

function checkDays(startsOn: string, endsOn: string, day: string): void {
  const at = (date: string) => Date.parse(date);
  if (startsOn < day) throw wrong("startsOn", "is a day that is over");
  if (endsOn < startsOn) throw wrong("endsOn", "is before the first day");
  if (at(startsOn) - at(day) > ABSENCE_DAYS * DAY_MS) throw wrong("startsOn", "is too far ahead");
  if (at(endsOn) - at(startsOn) >= ABSENCE_DAYS * DAY_MS) throw wrong("endsOn", "is too long after it");
}

/** Approves what was asked for, or refuses it with a reason. ADMIN. @throws AppError ABSENCE_CLOSED, INVALID */
export async function answerAbsence(
  { absenceId, approve, reason }: Input<typeof answerAbsenceInput>,
  ctx: CommandContext,
  setStatus: SetStatus,
): Promise<Absence> {
  const row = await lockAbsence(ctx, absenceId);
  if (!canManageAbsences(ctx.actor)) throw mastersOnly();
  if (row.state !== "requested") throw await closed(ctx, row);
  if (!approve && reason === undefined) throw wrong("reason", "is missing: he reads why");
  const day = await clubDay(ctx);
  if (approve && row.endsOn < day) throw wrong("approve", "its days are over");
  await decide(ctx, row, approve ? "approved" : "refused", reason);
  const { caddieId } = row;
  const told = approve && row.startsOn <= day ? await settleAbsences({ caddieId, day }, ctx, setStatus) : [];
  return told.find(({ id }) => id === absenceId) ?? publishAbsence(ctx, absenceId);
}

/** Takes back what was asked for, or ends what holds: then he is back at once. @throws AppError ABSENCE_CLOSED, FORBIDDEN */
export async function cancelAbsence(
  { absenceId, reason }: Input<typeof cancelAbsenceInput>,
  ctx: CommandContext,
  setStatus: SetStatus,
): Promise<Absence> {
  const row = await lockAbsence(ctx, absenceId);
  if (row.state !== "requested" && row.state !== "approved") throw await closed(ctx, row);
  if (!canCancelAbsence(ctx.actor, row)) throw mastersOnly();
  await decide(ctx, row, "cancelled", reason);
  const { caddieId } = row;
  const told = row.startedAt
    ? await settleAbsences({ caddieId, day: await clubDay(ctx) }, ctx, setStatus)
    : [];
  return told.find(({ id }) => id === absenceId) ?? publishAbsence(ctx, absenceId);
}

async function decide(
  { tx, actor, now }: CommandContext,
  row: AbsenceRow,
  state: "approved" | "refused" | "cancelled",
  reason: string | undefined,
): Promise<void> {
  await tx
    .update(absences)
    .set({
      state,
      decidedBy: actor.userId,
      decidedAt: now,
      answer: reason ?? row.answer,
      version: row.version + 1,
    })
    .where(eq(absences.id, row.id));
}

/**
 * Does what the day asks for of one caddie's absences: makes him *Ausente*, or brings him back. Twice does it once. ADMIN,
 * or the clock in the name of who approved.
 * @param day today on the club's clock
 * @returns those that changed, which were announced
 */
export async function settleAbsences(
  { caddieId, day }: { caddieId: string; day: string },
  ctx: CommandContext,
  setStatus: SetStatus,
): Promise<Absence[]> {
  await lockAbsences(ctx, caddieId);
  const caddie = await lockCaddie(ctx, caddieId, { removedToo: true });
  const rows = await standing(ctx, caddieId);
  const plan = planOf(rows, caddie, day);
  const present = !caddie.deletedAt;
  const starts = present ? plan.starts : [];
  if (present && plan.status) await setStatus(caddieId, plan.status);
  const told: Absence[] = [];
  for (const row of rows) {
    const begins = starts.includes(row.id);
    const ends = plan.ends.includes(row.id);
    const since = ends ? null : plan.awaySince === "now" ? ctx.now : plan.awaySince;
    const keeps = (row.startedAt || begins) && since?.getTime() !== row.awaySince?.getTime();
    if (!begins && !ends && !keeps) continue;
    await ctx.tx
      .update(absences)
      .set({
        ...(begins && { startedAt: ctx.now }),
        ...(ends && { endedAt: ctx.now }),
        ...(ends && row.state === "approved" && { state: "over" as const }),
        awaySince: since,
        version: row.version + 1,
      })
      .where(eq(absences.id, row.id));
    told.push(await publishAbsence(ctx, row.id));
  }
  return told;
}
