import type * as z from "zod";
import {
  addAbsence,
  answerAbsence,
  cancelAbsence,
  type SetStatus,
  settleAbsences,
} from "./absences/commands";
import type { Absence, addAbsenceInput, answerAbsenceInput, cancelAbsenceInput } from "./absences/contract";
import { dueCaddies } from "./absences/queries";
import { changeCaddieStatus } from "./caddies/commands";
import { type CommandContext, runCommand } from "./commands";
import type { Db } from "./db/client";
import { isAppError } from "./http/problem";
import { standIn } from "./users/jobs";

/** Permissions, sanctions and the board together: what neither may know of the other. */
const statusIn =
  (ctx: CommandContext): SetStatus =>
  (caddieId, status) =>
    changeCaddieStatus({ caddieId, status }, ctx);

/** A caddie asks, or the caddie master enters. */
export const requestAbsence = (
  input: z.infer<typeof addAbsenceInput>,
  ctx: CommandContext,
): Promise<Absence> => addAbsence(input, ctx, statusIn(ctx));

/** ADMIN. */
export const decideAbsence = (
  input: z.infer<typeof answerAbsenceInput>,
  ctx: CommandContext,
): Promise<Absence> => answerAbsence(input, ctx, statusIn(ctx));

/** Whose it is, or ADMIN. */
export const withdrawAbsence = (
  input: z.infer<typeof cancelAbsenceInput>,
  ctx: CommandContext,
): Promise<Absence> => cancelAbsence(input, ctx, statusIn(ctx));

const settle = (input: { caddieId: string; day: string }, ctx: CommandContext): Promise<Absence[]> =>
  settleAbsences(input, ctx, statusIn(ctx));

/** At the change of a club's day, and after a downtime: whose absence begins is *Ausente*, whose is over is back. */
export async function settleDueAbsences(db: Db, now: Date): Promise<void> {
  for (const { caddieId, userId, day } of await dueCaddies(db, now)) {
    try {
      await runCommand(settle, { caddieId, day }, await standIn(db, userId), { success: 204, now });
    } catch (error) {
      // His list is gone, or somebody was faster: the next round looks again.
      if (!isAppError(error)) throw error;
    }
  }
}
