import { randomUUID } from "node:crypto";
import { and, eq, ne } from "drizzle-orm";
import type * as z from "zod";
import type { CommandContext } from "../commands";
import type { startTurnInput } from "../dispatches/contract";
import { AppError } from "../http/problem";
import { backAt, closeTurn, setStatus, takeBack, write } from "./changes";
import type {
  addCaddieInput,
  Caddie,
  changeCaddieStatusInput,
  removeCaddieInput,
  Turn,
  undoInput,
  updateCaddieInput,
  updateTurnInput,
} from "./contract";
import { publishAdded, publishDeleted, publishUpdated, recordMove, revisesAccess } from "./events";
import {
  checkVersion,
  endsOfList,
  latestMove,
  lockCaddie,
  lockCaddieAndLaw,
  lockList,
  lockTurn,
  notAvailable,
  rankFor,
  requireAdmin,
} from "./locks";
import { caddieColumns, presentCaddieFor, turnById } from "./queries";
import { caddies, turns } from "./tables";

type Input<S extends z.ZodType> = z.infer<S>;

/** Adds a caddie at the end of a list. ADMIN. */
export async function addCaddie(input: Input<typeof addCaddieInput>, ctx: CommandContext): Promise<Caddie> {
  requireAdmin(ctx.actor);
  const { organizationId } = ctx.actor;
  await lockList(ctx, input.listNumber);
  const id = randomUUID();
  const { name, listNumber, phoneNumber = null } = input;
  const rank = await rankFor(ctx, { id, listNumber }, null);
  const times = { since: ctx.now, createdAt: ctx.now, updatedAt: ctx.now };
  const facts = { id, organizationId, name, listNumber, phoneNumber, rank, status: "Disponible" as const };
  const [after] = await ctx.tx
    .insert(caddies)
    .values({ ...facts, ...times })
    .returning(caddieColumns);
  if (!after) throw new Error("an added caddie was not returned");
  recordMove(ctx, { kind: "added", rule: "end_of_list", before: null, after });
  publishAdded(ctx, after);
  return presentCaddieFor(ctx.actor, after);
}

/** Changes a caddie's status; to and from *En campo* it opens and closes his turn. ADMIN. */
export async function changeCaddieStatus(
  input: Input<typeof changeCaddieStatusInput>,
  ctx: CommandContext,
): Promise<Caddie> {
  const [locked, ends] = await Promise.all([
    lockCaddieAndLaw(ctx, input.caddieId),
    input.status === "Disponible" ? endsOfList(ctx, input.caddieId) : undefined,
  ]);
  const { before } = locked;
  if (before.status === input.status) return presentCaddieFor(ctx.actor, before);
  checkVersion(ctx, before, input.expectedVersion);
  return presentCaddieFor(
    ctx.actor,
    await setStatus(ctx, locked, input.status, { ends, beyondLimit: input.beyondLimit }),
  );
}

/** Sends a caddie out with what is known of the turn: the other door to *En campo*. ADMIN. */
export async function startTurn(input: Input<typeof startTurnInput>, ctx: CommandContext): Promise<Turn> {
  const locked = await lockCaddieAndLaw(ctx, input.caddieId);
  const { before } = locked;
  if (before.status !== "Disponible") throw await notAvailable(ctx, before);
  checkVersion(ctx, before, input.expectedVersion);
  const after = await setStatus(ctx, locked, "En campo", input);
  const turn = presentCaddieFor(ctx.actor, after).turn;
  return turnById(ctx.tx, turn?.id ?? "");
}

/** Corrects a caddie's data, moves him to another list, or to another place in the queue. ADMIN. */
export async function updateCaddie(
  input: Input<typeof updateCaddieInput>,
  ctx: CommandContext,
): Promise<Caddie> {
  const before = await lockCaddie(ctx, input.caddieId, { alsoList: input.listNumber });
  const { name = before.name, phoneNumber = before.phoneNumber, listNumber = before.listNumber } = input;
  const moves = listNumber !== before.listNumber;
  if (input.position !== undefined && before.status !== "Disponible") throw await notAvailable(ctx, before);
  const places = moves || (input.position !== undefined && input.position !== before.position);
  if (!places && name === before.name && phoneNumber === before.phoneNumber)
    return presentCaddieFor(ctx.actor, before);
  checkVersion(ctx, before, input.expectedVersion);
  const rank = places ? await rankFor(ctx, { ...before, listNumber }, input.position ?? null) : before.rank;
  // Whoever changes lists is no longer whom the first list has called.
  const calledAt = moves ? null : before.calledAt;
  const after = await write(ctx, before, { name, phoneNumber, listNumber, rank, calledAt });
  const rule = input.position !== undefined ? "chosen_place" : moves ? "end_of_list" : null;
  const kind = moves ? "list" : places ? "position" : "edited";
  recordMove(ctx, { kind, rule, before, after, reason: input.reason });
  publishUpdated(ctx, before, after, input.reason);
  if (moves) revisesAccess(ctx, after);
  return presentCaddieFor(ctx.actor, after);
}

/** Takes a caddie off the board; his history stays, and an undo brings him back. ADMIN. */
export async function removeCaddie(
  input: Input<typeof removeCaddieInput>,
  ctx: CommandContext,
): Promise<null> {
  const before = await lockCaddie(ctx, input.caddieId);
  checkVersion(ctx, before, input.expectedVersion);
  if (before.status === "En campo") closeTurn(ctx, before.id, "finished");
  const after = await write(ctx, before, { deletedAt: ctx.now });
  recordMove(ctx, { kind: "removed", rule: null, before, after });
  publishDeleted(ctx, after);
  revisesAccess(ctx, after);
  return null;
}

/**
 * Makes an account the one of this caddie, and of no other; null takes it away from whom it had. Who announces it, and
 * moves the account's live sockets, is the caller. ADMIN.
 * @throws AppError CADDIE_HAS_ACCOUNT
 */
export async function linkAccount(
  { userId, caddieId }: { userId: string; caddieId: string | null },
  ctx: CommandContext,
): Promise<void> {
  requireAdmin(ctx.actor);
  const others = and(eq(caddies.userId, userId), caddieId === null ? undefined : ne(caddies.id, caddieId));
  await ctx.tx.update(caddies).set({ userId: null }).where(others);
  if (caddieId === null) return;
  const caddie = await lockCaddie(ctx, caddieId);
  if (caddie.userId !== null && caddie.userId !== userId)
    throw new AppError("CADDIE_HAS_ACCOUNT", `${caddie.name} has another account`);
  await ctx.tx.update(caddies).set({ userId }).where(eq(caddies.id, caddieId));
}

/** Takes back a caddie's latest change: he stands exactly as before it. ADMIN. */
export async function undoChange(input: Input<typeof undoInput>, ctx: CommandContext): Promise<Caddie> {
  // Read once before the locks: lists are locked in the order of their numbers, the one to go back to among them.
  const seen = await latestMove(ctx, input.caddieId);
  const alsoList = seen?.before?.listNumber;
  const before = await lockCaddie(ctx, input.caddieId, { removedToo: true, alsoList });
  return presentCaddieFor(ctx.actor, await takeBack(ctx, before, { ...input, seenId: seen?.id }));
}

/** Ends a turn, or corrects what was noted of it; a correction leaves a trace in the history. ADMIN. */
export async function updateTurn(input: Input<typeof updateTurnInput>, ctx: CommandContext): Promise<Turn> {
  const turn = await lockTurn(ctx, input.turnId);
  const locked = await lockCaddieAndLaw(ctx, turn.caddieId, { removedToo: true });
  if (input.expectedVersion !== undefined && input.expectedVersion !== turn.version) {
    const current = await turnById(ctx.tx, turn.id);
    throw new AppError("VERSION_CONFLICT", "somebody changed this turn meanwhile", { members: { current } });
  }
  const ends = input.status === "finished" && turn.status === "open";
  if (ends) await setStatus(ctx, locked, "Disponible");
  const facts = correctedTurn(input, turn, ends ? ctx.now : turn.endedAt, ctx.now);
  const { startedAt = turn.startedAt, holes = turn.holes } = facts;
  // Other holes, or another beginning: he is expected at another time.
  if (facts.startedAt || facts.holes !== undefined)
    facts.expectedBackAt = backAt(startedAt, holes, locked.law.rules);
  if (Object.keys(facts).length > 0) {
    await ctx.tx
      .update(turns)
      .set({ ...facts, version: turn.version + (ends ? 2 : 1) })
      .where(eq(turns.id, turn.id));
    const middle = await lockCaddie(ctx, turn.caddieId, { removedToo: true });
    const after = await write(ctx, middle, {});
    recordMove(ctx, { kind: "turn", rule: null, before: middle, after });
    if (!after.deletedAt) publishUpdated(ctx, middle, after);
  }
  return turnById(ctx.tx, turn.id);
}

type TurnRow = typeof turns.$inferSelect;

/** What of the turn really changes. @throws AppError INVALID that names the field */
function correctedTurn(
  input: Input<typeof updateTurnInput>,
  turn: TurnRow,
  ended: Date | null,
  now: Date,
): Partial<TurnRow> {
  const startedAt = input.startedAt === undefined ? turn.startedAt : new Date(input.startedAt);
  const endedAt = input.endedAt === undefined ? ended : new Date(input.endedAt);
  const wrong = (path: string, message: string) =>
    new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });
  if (input.endedAt !== undefined && ended === null)
    throw wrong("endedAt", "the turn has not ended: send status finished too");
  if (startedAt > now) throw wrong("startedAt", "must not be in the future");
  if (endedAt && endedAt > now) throw wrong("endedAt", "must not be in the future");
  if (endedAt && endedAt < startedAt) throw wrong("endedAt", "must not be before startedAt");
  const { holes = turn.holes, notes = turn.notes } = input;
  return {
    ...(startedAt.getTime() !== turn.startedAt.getTime() && { startedAt }),
    ...(endedAt && input.endedAt !== undefined && endedAt.getTime() !== ended?.getTime() && { endedAt }),
    ...(holes !== turn.holes && { holes }),
    ...(notes !== turn.notes && { notes }),
  };
}
