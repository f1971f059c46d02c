import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { localTime } from "../i18n/times";
import { arrivalOf, placeOnArrival, placeOnReturn } from "../rules/policy";
import type { Rules } from "../rules/vocabulary";
import type { CaddieStatus } from "./contract";
import { publishAdded, publishStatus, publishUpdated, recordMove, revisesAccess } from "./events";
import {
  checkVersion,
  endsOfList,
  type ListLaw,
  type Locked,
  latestMove,
  notAvailable,
  placedRank,
  requireAdmin,
  restoredRank,
} from "./locks";
import {
  type EndPlacement,
  type Ends,
  isLegalMove,
  type Placement,
  placeAtEnds,
  ruleOf,
  UNDO_MS,
} from "./policy";
import { type CaddieRow, caddieRow, presentCaddie, presentCaddieFor } from "./queries";
import { endOpenTurn, insertTurn, reopenTurn, updateRow, type Written } from "./statements";
import { caddies } from "./tables";
import type { MoveKind } from "./vocabulary";

/** What a change of status knows beside the status. */
export interface Known {
  holes?: 9 | 18 | null;
  notes?: string | null;
  /** A member asked for him. */
  requested?: { by?: string };
  groupId?: string;
  /** Why he goes although he has gone as often as the list allows. */
  beyondLimit?: string;
  /** Read with the lock, where a return was to be expected. */
  ends?: Ends;
  /** Where he goes who comes into the queue, when it is not what the list's rules say by the clock. */
  placement?: EndPlacement;
  /** What the history calls it, where it was more than a change of status. */
  kind?: MoveKind;
  reason?: string;
}

/**
 * Nothing of it is read back. What follows from other rows is worked out from what was found under the locks, so that all
 * of it travels at once, COMMIT included, and the list is free again as soon as the server has done it.
 * @throws AppError CADDIE_NOT_AVAILABLE, TURN_LIMIT
 */
export async function setStatus(
  ctx: CommandContext,
  { before, law }: Locked,
  status: CaddieStatus,
  known: Known = {},
): Promise<CaddieRow> {
  if (!isLegalMove(before.status, status)) throw await notAvailable(ctx, before);
  const { id: caddieId, listNumber } = before;
  const placement = status === "Disponible" ? (known.placement ?? placementOf(ctx, before, law)) : null;
  // Whoever leaves keeps his rank, for an undo.
  const place = placement
    ? placeAtEnds(known.ends ?? (await endsOfList(ctx, caddieId)), before.rank, placement)
    : { rank: before.rank, position: null };
  const beyond = status === "En campo" ? beyondLimit(ctx, before, law, known.beyondLimit) : undefined;
  const turn = status === "En campo" ? newTurn(ctx, law, known) : null;
  const { recentTurns } = presentCaddie(before);
  const begun = turn ? [...recentTurns, turn.startedAt.toISOString()].sort() : recentTurns;
  const stamp = { since: ctx.now, calledAt: null, version: before.version + 1, updatedAt: ctx.now };
  const after: CaddieRow = { ...before, ...stamp, ...place, status, turn, recentTurns: begun };
  if (before.status === "En campo") closeTurn(ctx, caddieId, "finished");
  if (turn) {
    const { userId: startedBy, organizationId } = ctx.actor;
    const notes = known.notes ?? null;
    ctx.send(insertTurn(ctx.tx, { ...turn, organizationId, caddieId, listNumber, startedBy, notes }));
  }
  ctx.send(updateRow(ctx.tx, after));
  const leaving = turn?.requested ? "on_request" : "left_queue";
  const reason = [known.reason, turn?.requestedBy, beyond].filter((why) => why).join(" · ");
  recordMove(ctx, {
    kind: known.kind ?? "status",
    rule: placement ? ruleOf(placement) : leaving,
    before,
    after,
    reason: reason === "" ? undefined : reason,
  });
  publishStatus(ctx, before, after);
  return after;
}

function newTurn({ now }: CommandContext, { rules }: ListLaw, { holes = null, requested, groupId }: Known) {
  return {
    id: randomUUID(),
    startedAt: now,
    holes,
    groupId: groupId ?? null,
    requested: requested !== undefined,
    requestedBy: requested?.by ?? null,
    expectedBackAt: backAt(now, holes, rules),
  };
}

/** When one who went out then is expected back; null where the holes are not known. */
export function backAt(startedAt: Date, holes: number | null, { expectedMinutes }: Rules): Date | null {
  if (holes !== 9 && holes !== 18) return null;
  return new Date(startedAt.getTime() + expectedMinutes[holes] * 60_000);
}

/**
 * The reason to write down where he goes out more often than the list allows in a day, a day of the club's.
 * @throws AppError TURN_LIMIT, naming the limit, where no reason was given
 */
function beyondLimit(
  ctx: CommandContext,
  before: CaddieRow,
  { rules, timeZone }: ListLaw,
  reason: string | undefined,
): string | undefined {
  const limit = rules.maxTurnsPerDay;
  if (limit === null) return undefined;
  const today = localTime(ctx.now, timeZone).day;
  const { recentTurns } = presentCaddie(before);
  const gone = recentTurns.filter((start) => localTime(start, timeZone).day === today).length;
  if (gone < limit) return undefined;
  if (reason !== undefined) return reason;
  throw new AppError("TURN_LIMIT", `${before.name} has gone out ${gone} times today: ${limit} at most`, {
    members: { current: presentCaddieFor(ctx.actor, before), limit, turns: gone },
  });
}

/** Where the list's rules put one who comes into its queue now. */
function placementOf({ now }: CommandContext, before: CaddieRow, { rules, timeZone }: ListLaw): EndPlacement {
  return before.status === "Ausente"
    ? placeOnArrival(rules, arrivalOf(before.since, now, timeZone))
    : placeOnReturn(rules, presentCaddie(before).turn?.requested ?? false);
}

/** Puts one who waits so far back; whoever called him does so no longer. */
export async function sendBack(
  ctx: CommandContext,
  before: CaddieRow,
  placement: Placement,
  kind: MoveKind,
  reason?: string,
): Promise<CaddieRow> {
  const after = await write(ctx, before, {
    rank: await placedRank(ctx, before, placement),
    calledAt: null,
  });
  recordMove(ctx, { kind, rule: ruleOf(placement), before, after, reason });
  publishUpdated(ctx, before, after, reason);
  return after;
}

export function closeTurn(ctx: CommandContext, caddieId: string, status: "finished" | "voided"): void {
  const ended = { endedAt: ctx.now.toISOString(), endedBy: ctx.actor.userId };
  ctx.send(endOpenTurn(ctx.tx, { caddieId, status, ...ended }));
}

/** Changes a row and reads it as it stands then. */
export async function write(
  ctx: CommandContext,
  before: CaddieRow,
  facts: Partial<Omit<Written, "id" | "version" | "updatedAt">>,
): Promise<CaddieRow> {
  const stamp = { version: before.version + 1, updatedAt: ctx.now };
  const [, after] = await Promise.all([
    updateRow(ctx.tx, { ...before, ...facts, ...stamp }),
    caddieRow(ctx.tx, before.organizationId, before.id),
  ]);
  if (!after) throw new Error("a caddie vanished inside the transaction that locked him");
  return after;
}

interface Meant {
  /** Key of the change to take back; without it, the latest. */
  opId?: string;
  expectedVersion?: number;
  /** The latest move before the locks, from which followed what was locked. */
  seenId: string | undefined;
}

/** Takes back the latest change of one who is locked. @throws AppError NOT_UNDOABLE, VERSION_CONFLICT */
export async function takeBack(ctx: CommandContext, before: CaddieRow, meant: Meant): Promise<CaddieRow> {
  const move = await latestMove(ctx, before.id);
  const old = move?.before;
  const late = !move || ctx.now.getTime() - move.at.getTime() > UNDO_MS;
  if (
    !old ||
    late ||
    move.id !== meant.seenId ||
    move.kind === "undone" ||
    move.kind === "turn" ||
    move.kind === "order" ||
    (meant.opId && move.opId !== meant.opId)
  ) {
    const current = before.deletedAt ? null : presentCaddieFor(ctx.actor, before);
    throw new AppError("NOT_UNDOABLE", "this change can no longer be taken back", { members: { current } });
  }
  checkVersion(ctx, before, meant.expectedVersion);
  if (move.after.openTurnId && !old.openTurnId) closeTurn(ctx, before.id, "voided");
  if (old.openTurnId && !move.after.openTurnId) await reopenTurn(ctx.tx, { turnId: old.openTurnId });
  const { status, listNumber, name, phoneNumber } = old;
  const rank = await restoredRank(ctx, { ...before, listNumber }, old.rank);
  const times = { since: new Date(old.since), calledAt: old.calledAt ? new Date(old.calledAt) : null };
  const facts = { status, listNumber, rank, name, phoneNumber, ...times, deletedAt: null };
  const after = await write(ctx, before, facts);
  recordMove(ctx, { kind: "undone", rule: "place_restored", before, after });
  if (before.deletedAt) publishAdded(ctx, after);
  else if (before.status !== status) publishStatus(ctx, before, after);
  else publishUpdated(ctx, before, after);
  if (before.deletedAt || before.listNumber !== listNumber) revisesAccess(ctx, after);
  return after;
}

/**
 * Locks these caddies in the order of their ids. Not their lists: nobody's place changes by it, so no tap waits.
 * @throws AppError FORBIDDEN, NOT_FOUND when one of them is not there
 */
export async function lockNamed(
  { tx, actor }: CommandContext,
  ids: readonly string[],
): Promise<{ id: string; name: string; listNumber: number; userId: string | null }[]> {
  requireAdmin(actor);
  const { id, name, listNumber, userId } = caddies;
  const found = await tx
    .select({ id, name, listNumber, userId })
    .from(caddies)
    .where(
      and(eq(caddies.organizationId, actor.organizationId), inArray(id, [...ids]), isNull(caddies.deletedAt)),
    )
    .orderBy(asc(id))
    .for("update");
  if (found.length < new Set(ids).size) throw new AppError("NOT_FOUND", "there is no such caddie");
  return found;
}
