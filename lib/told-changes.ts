import type * as z from "zod";
import { updateCaddie, updateTurn } from "./caddies/commands";
import type { Caddie, Turn, updateCaddieInput, updateTurnInput } from "./caddies/contract";
import { caddieRow, turnById } from "./caddies/queries";
import type { CommandContext } from "./commands";
import { type NewNotice, notify } from "./notices/commands";

/** Changes of the board of which the one whom they concern is told, in the same transaction. */

const CORRECTED = ["startedAt", "endedAt", "holes", "notes"] as const;

/** Corrects a caddie's data or moves him; one who is moved to another list or place hears it, with the reason. ADMIN. */
export async function updateCaddieAndTell(
  input: z.infer<typeof updateCaddieInput>,
  ctx: CommandContext,
): Promise<Caddie> {
  const { caddieId, listNumber, position, reason = null } = input;
  const before =
    listNumber === undefined && position === undefined
      ? undefined
      : await caddieRow(ctx.tx, ctx.actor.organizationId, caddieId);
  const after = await updateCaddie(input, ctx);
  const from = before && { listNumber: before.listNumber, position: before.position };
  const to = { listNumber: after.listNumber, position: after.position };
  const stands = from?.listNumber === to.listNumber && from.position === to.position;
  if (!from || stands || after.version === before.version) return after;
  await tell(ctx, before.userId, { kind: "list_changed", data: { from, to, reason, by: ctx.actor.name } });
  return after;
}

/** Ends a turn, or corrects what was noted of it; the one whose turn it is hears of a correction. ADMIN. */
export async function updateTurnAndTell(
  input: z.infer<typeof updateTurnInput>,
  ctx: CommandContext,
): Promise<Turn> {
  const corrects = CORRECTED.some((field) => input[field] !== undefined);
  if (!corrects) return updateTurn(input, ctx);
  const before = await turnById(ctx.tx, input.turnId);
  const after = await updateTurn(input, ctx);
  const fields = CORRECTED.filter(
    (field) => before[field] !== after[field] && (input.status === undefined || field !== "endedAt"),
  );
  if (fields.length === 0) return after;
  const { id: turnId, caddieId, startedAt } = after;
  const caddie = await caddieRow(ctx.tx, ctx.actor.organizationId, caddieId);
  const data = { turnId, caddieId, startedAt, fields, by: ctx.actor.name };
  await tell(ctx, caddie?.userId ?? null, { kind: "turn_corrected", data });
  return after;
}

/** Nobody is told what he has done himself. */
async function tell(
  ctx: CommandContext,
  userId: string | null,
  telling: Omit<Extract<NewNotice, { kind: "list_changed" | "turn_corrected" }>, "userId">,
): Promise<void> {
  if (userId === null || userId === ctx.actor.userId) return;
  await notify([{ ...telling, userId } as NewNotice], ctx);
}
