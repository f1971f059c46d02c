import { randomUUID } from "node:crypto";
import type { CommandContext } from "../commands";
import { CONTROL_STREAM, userStream } from "../realtime/rooms";
import { type CaddieRow, presentCaddie } from "./queries";
import { insertMove } from "./statements";
import type { CaddieFacts } from "./tables";
import { ADMINS_STREAM, listStream, type MOVE_KINDS, type MOVE_RULES } from "./vocabulary";

/** Who else than his list hears of a caddie, phone number included: the admins, and he himself. */
const withPhone = (row: CaddieRow) => [ADMINS_STREAM, ...(row.userId ? [userStream(row.userId)] : [])];
const author = ({ actor }: CommandContext) => ({ id: actor.userId, name: actor.name });

export function publishStatus(ctx: CommandContext, before: CaddieRow, after: CaddieRow): void {
  const { id, name, status, listNumber, position, version, since, turn, recentTurns } = presentCaddie(after);
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
    turn,
    recentTurns,
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
  kind: (typeof MOVE_KINDS)[number];
  rule: (typeof MOVE_RULES)[number] | null;
  before: CaddieRow | null;
  after: CaddieRow;
  reason?: string;
}

/** Sends one line of the append-only history; it also holds what an undo needs. */
export function recordMove(ctx: CommandContext, { kind, rule, before, after, reason }: MoveNote): void {
  ctx.send(
    insertMove(ctx.tx, {
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
    }),
  );
}

function factsOf(row: CaddieRow): CaddieFacts {
  const { status, listNumber, position, rank, name, phoneNumber, deletedAt } = row;
  const { since, turn } = presentCaddie(row);
  return {
    status,
    listNumber,
    position,
    rank,
    name,
    phoneNumber,
    since,
    deleted: deletedAt !== null,
    openTurnId: turn?.id ?? null,
  };
}
