import { caddieRow } from "../caddies/queries";
import { ADMINS_STREAM } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { userStream } from "../realtime/rooms";
import type { Absence } from "./contract";
import { absenceById } from "./queries";

/** Tells the admins and the caddie himself how an absence stands now, and nobody else. */
export async function publishAbsence(ctx: CommandContext, absenceId: string): Promise<Absence> {
  const { actor, now, tx } = ctx;
  const absence = await absenceById(tx, actor.organizationId, absenceId);
  const userId = (await caddieRow(tx, actor.organizationId, absence.caddieId))?.userId;
  ctx.publish("absence:saved", [ADMINS_STREAM, ...(userId ? [userStream(userId)] : [])], {
    absence,
    by: { id: actor.userId, name: actor.name },
    timestamp: now.toISOString(),
  });
  return absence;
}
