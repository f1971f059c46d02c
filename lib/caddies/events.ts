import { randomUUID } from "node:crypto";
import type { CommandContext } from "../commands";
import { CONTROL_STREAM, userStream } from "../realtime/rooms";
import { type CaddieRow, presentCaddie } from "./queries";
import { insertMove, updateRanks } from "./statements";
import { type CaddieFacts, moves } from "./tables";
import { ADMINS_STREAM, type ListOrder, listStream, type MoveKind, type MoveRule } from "./vocabulary";

/** Who else than his list hears of a caddie, phone number included: the admins, and he himself. */
const withPhone = (row: CaddieRow) => [ADMINS_STREAM, ...(row.userId ? [userStream(row.userId)] : [])];
const author = ({ actor }: CommandContext) => ({ id: actor.userId, name: actor.name });

export function publishStatus(ctx: CommandContext, before: CaddieRow, after: CaddieRow): void {
  const { id, name, status, listNumber, position, version, since, calledAt, turn, recentTurns } =
    presentCaddie(after);
  ctx.publish("caddie:status_changed", [listStream(listNumber)], {
    caddieId: id,
    name,
    status,
    listNumber,
    timestamp: ctx.now.toISOString(),
    previousStatus: before.status,
    version,
    position,
    since,
    calledAt,
    turn,
    recentTurns,
    by: author(ctx),
  });
}

export function publishCalled(ctx: CommandContext, after: CaddieRow): void {
  const { id: caddieId, name, listNumber, calledAt, position, version } = presentCaddie(after);
  const data = { caddieId, name, listNumber, calledAt, position, version };
  ctx.publish("caddie:called", [listStream(listNumber)], {
    ...data,
    timestamp: ctx.now.toISOString(),
    by: author(ctx),
  });
}

export function publishAdded(ctx: CommandContext, after: CaddieRow): void {
  const { id, ...caddie } = presentCaddie(after);
  const data = { caddieId: id, ...caddie, timestamp: ctx.now.toISOString(), by: author(ctx) };
  ctx.publish("caddie:added", [listStream(after.listNumber)], data);
  ctx.publish("caddie:added", withPhone(after), { ...data, phoneNumber: after.phoneNumber });
}

/** To the lists before and after. */
export function publishUpdated(
  ctx: CommandContext,
  before: CaddieRow,
  after: CaddieRow,
  reason?: string,
): void {
  const { name, listNumber, position, version } = after;
  const updates = {
    ...(name !== before.name && { name }),
    ...(listNumber !== before.listNumber && { listNumber }),
    ...(position !== before.position && { position }),
  };
  const data = {
    caddieId: after.id,
    updates,
    timestamp: ctx.now.toISOString(),
    version,
    position,
    listNumber,
    previousListNumber: before.listNumber,
    caddie: presentCaddie(after),
    reason: reason ?? null,
    by: author(ctx),
  };
  ctx.publish("caddie:updated", [...new Set([before.listNumber, listNumber])].map(listStream), data);
  const phone = after.phoneNumber !== before.phoneNumber && { phoneNumber: after.phoneNumber };
  ctx.publish("caddie:updated", withPhone(after), { ...data, updates: { ...updates, ...phone } });
}

export function publishDeleted(ctx: CommandContext, after: CaddieRow): void {
  const { id: caddieId, name, listNumber, version } = after;
  const timestamp = ctx.now.toISOString();
  ctx.publish("caddie:deleted", [listStream(listNumber)], {
    caddieId,
    name,
    timestamp,
    listNumber,
    version,
    by: author(ctx),
  });
}

/** What he may see follows from his list: his live sockets change rooms. */
export function revisesAccess(ctx: CommandContext, row: CaddieRow): void {
  if (row.userId) ctx.publish("access:revised", [CONTROL_STREAM], { userId: row.userId });
}

interface MoveNote {
  kind: MoveKind;
  rule: MoveRule | null;
  before: CaddieRow | null;
  after: CaddieRow;
  reason?: string;
}

/** Sends one line of the append-only history; it also holds what an undo needs. */
export function recordMove(ctx: CommandContext, note: MoveNote): void {
  ctx.send(insertMove(ctx.tx, moveOf(ctx, note)));
}

function moveOf(ctx: CommandContext, { kind, rule, before, after, reason }: MoveNote) {
  return {
    id: randomUUID(),
    organizationId: ctx.actor.organizationId,
    caddieId: after.id,
    kind,
    rule,
    reason: reason ?? null,
    before: before && factsOf(before),
    after: factsOf(after),
    version: after.version,
    opId: ctx.opId ?? null,
    actorId: ctx.actor.userId,
    at: ctx.now,
  };
}

interface NewOrder {
  listNumber: number;
  /** All of the list's queue, as found under its lock, by the rank that each one gets; with it those whose kept places are ordered too. */
  places: readonly { row: CaddieRow; rank: string }[];
  mode: ListOrder;
  /** Why, where the mode alone does not say it. */
  rule?: MoveRule;
  drawId?: string;
  reason?: string;
}

const RULES = {
  ascending: "sorted",
  descending: "sorted",
  draw: "drawn",
  manual: "manual",
  restored: "place_restored",
} as const;

/**
 * Puts a queue, and whoever keeps a place in it, into another order: ranks, a line in the history of everybody whom it moves, and one event for all.
 * @returns whether it moved anybody; otherwise nothing was written
 */
export function recordOrder(ctx: CommandContext, { listNumber, places, mode, ...more }: NewOrder): boolean {
  let queued = 0;
  const all = places.map(({ row, rank }) => {
    const position = row.status === "Disponible" ? ++queued : null;
    if (rank === row.rank && position === row.position) return { before: row, after: row };
    const after = { ...row, rank, position, version: row.version + 1, updatedAt: ctx.now };
    return { before: row, after };
  });
  const moved = all.filter(({ before, after }) => before !== after);
  if (moved.length === 0) return false;
  const ranks = moved.map(({ after: { id, rank, version } }) => ({ id, rank, version }));
  const updatedAt = ctx.now.toISOString();
  ctx.send(updateRanks(ctx.tx, { ranks: JSON.stringify(ranks), updatedAt }));
  const notes = moved.map((m) =>
    moveOf(ctx, { kind: "order", rule: more.rule ?? RULES[mode], ...m, reason: more.reason }),
  );
  ctx.send(ctx.tx.insert(moves).values(notes).execute());
  ctx.publish("list:reordered", [listStream(listNumber)], {
    listNumber,
    order: all.map(({ after: { id, version } }) => ({ caddieId: id, version })),
    mode,
    drawId: more.drawId ?? null,
    reason: more.reason ?? null,
    by: author(ctx),
    timestamp: updatedAt,
  });
  return true;
}

function factsOf(row: CaddieRow): CaddieFacts {
  const { status, listNumber, position, rank, name, phoneNumber, deletedAt } = row;
  const { since, calledAt, turn } = presentCaddie(row);
  return {
    status,
    listNumber,
    position,
    rank,
    name,
    phoneNumber,
    since,
    calledAt,
    deleted: deletedAt !== null,
    openTurnId: turn?.id ?? null,
    ...(turn?.requested && { requested: true }),
  };
}
