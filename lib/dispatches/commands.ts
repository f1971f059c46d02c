import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { sendBack, setStatus, takeBack, write } from "../caddies/changes";
import type { Caddie } from "../caddies/contract";
import { publishCalled, recordMove } from "../caddies/events";
import {
  checkVersion,
  groupNotAvailable,
  latestMove,
  lockCaddie,
  lockCaddieAndLaw,
  lockCaddies,
  notAvailable,
} from "../caddies/locks";
import { presentCaddieFor } from "../caddies/queries";
import type { CommandContext } from "../commands";
import type {
  callCaddieInput,
  dispatchGroupInput,
  GroupDispatch,
  noShowInput,
  skipCaddieInput,
  undoDispatchInput,
} from "./contract";

/** Asks a caddie to come and go out; he keeps his place until he does. ADMIN. */
export const callCaddie = (input: z.infer<typeof callCaddieInput>, ctx: CommandContext) =>
  setCalled(input, ctx, true);

/** Takes a call back. ADMIN. */
export const endCall = (input: z.infer<typeof callCaddieInput>, ctx: CommandContext) =>
  setCalled(input, ctx, false);

async function setCalled(
  input: z.infer<typeof callCaddieInput>,
  ctx: CommandContext,
  called: boolean,
): Promise<Caddie> {
  const before = await lockCaddie(ctx, input.caddieId);
  if ((before.calledAt !== null) === called) return presentCaddieFor(ctx.actor, before);
  if (before.status !== "Disponible") throw await notAvailable(ctx, before);
  checkVersion(ctx, before, input.expectedVersion);
  const after = await write(ctx, before, { calledAt: called ? ctx.now : null });
  recordMove(ctx, { kind: "called", rule: null, before, after });
  publishCalled(ctx, after);
  return presentCaddieFor(ctx.actor, after);
}

/** Lets others go before a caddie whose turn it is, as many as the list's rule says. ADMIN. */
export async function skipCaddie(
  input: z.infer<typeof skipCaddieInput>,
  ctx: CommandContext,
): Promise<Caddie> {
  const { before, law } = await lockCaddieAndLaw(ctx, input.caddieId);
  if (before.status !== "Disponible") throw await notAvailable(ctx, before);
  checkVersion(ctx, before, input.expectedVersion);
  return presentCaddieFor(ctx.actor, await sendBack(ctx, before, law.rules.skipTo, "skipped"));
}

/** A caddie did not appear for his turn: he goes where the list's rule says. ADMIN. */
export async function noteNoShow(input: z.infer<typeof noShowInput>, ctx: CommandContext): Promise<Caddie> {
  const locked = await lockCaddieAndLaw(ctx, input.caddieId);
  const { before, law } = locked;
  if (before.status !== "Disponible") throw await notAvailable(ctx, before);
  checkVersion(ctx, before, input.expectedVersion);
  const { noShowTo } = law.rules;
  const { reason } = input;
  const after =
    noShowTo === "absent"
      ? await setStatus(ctx, locked, "Ausente", { kind: "no_show", reason })
      : await sendBack(ctx, before, noShowTo, "no_show", reason);
  return presentCaddieFor(ctx.actor, after);
}

/**
 * Sends several out together: all of them, or nobody. ADMIN.
 * @throws AppError CADDIE_NOT_AVAILABLE naming each who cannot, TURN_LIMIT
 */
export async function dispatchGroup(
  { caddieIds, ...known }: z.infer<typeof dispatchGroupInput>,
  ctx: CommandContext,
): Promise<GroupDispatch> {
  const locked = await lockCaddies(ctx, caddieIds);
  const gone = locked.flatMap(({ before }) => (before.status === "Disponible" ? [] : [before]));
  if (gone.length > 0) throw await groupNotAvailable(ctx, gone);
  const groupId = randomUUID();
  const caddies: Caddie[] = [];
  for (const one of locked) {
    const after = await setStatus(ctx, one, "En campo", { ...known, groupId });
    caddies.push(presentCaddieFor(ctx.actor, after));
  }
  return { groupId, caddies };
}

/** Takes a group back: each stands exactly where he stood, or nothing is changed. ADMIN. */
export async function undoDispatch(
  { caddieIds, opId }: z.infer<typeof undoDispatchInput>,
  ctx: CommandContext,
): Promise<Caddie[]> {
  const locked = await lockCaddies(ctx, caddieIds);
  const caddies: Caddie[] = [];
  for (const { before } of locked) {
    const seen = await latestMove(ctx, before.id);
    // What leads into another list is no dispatch, and that list is not locked.
    const seenId = seen?.before?.listNumber === before.listNumber ? seen.id : undefined;
    caddies.push(presentCaddieFor(ctx.actor, await takeBack(ctx, before, { opId, seenId })));
  }
  return caddies;
}
