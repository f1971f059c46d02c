import { randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import type * as z from "zod";
import { recordOrder } from "../caddies/events";
import { lockOrder } from "../caddies/locks";
import { ordered, UNDO_MS } from "../caddies/policy";
import type { CaddieRow } from "../caddies/queries";
import { type ListOrder, listStream } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { localTime } from "../i18n/times";
import { clubOf } from "../organizations/queries";
import { dayOrder } from "../rules/policy";
import type { Rules } from "../rules/vocabulary";
import type {
  cancelDrawInput,
  commitDrawInput,
  Draw,
  drawInput,
  ListOrderAnswer,
  reorderListInput,
  undoOrderInput,
} from "./contract";
import { drawById, lockDraw, notNow } from "./locks";
import { byName, commitmentOf, drawnOrder, queueAfter } from "./policy";
import { draws, listOrders } from "./tables";
import { DRAW_AHEAD_DAYS, SEED_BYTES } from "./vocabulary";

type Input<S extends z.ZodType> = z.infer<S>;
const DAY_MS = 24 * 60 * 60 * 1000;

const wrong = (path: string, message: string) =>
  new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });
const queueOf = (list: readonly CaddieRow[]) => list.filter(({ status }) => status === "Disponible");

async function today({ tx, actor, now }: CommandContext): Promise<{ day: string; timeZone: string }> {
  const { timeZone } = await clubOf(tx, actor.organizationId);
  return { day: localTime(now, timeZone).day, timeZone };
}

async function publish(
  ctx: CommandContext,
  event: "draw:committed" | "draw:revealed" | "draw:closed",
  id: string,
) {
  const draw = await drawById(ctx, id);
  const { userId, name } = ctx.actor;
  const by = { id: userId, name };
  ctx.publish(event, [listStream(draw.listNumber)], { draw, by, timestamp: ctx.now.toISOString() });
  return draw;
}

/**
 * Promises a draw: who takes part is fixed, a seed is made and kept, and its hash is published. ADMIN.
 * @throws AppError DRAW_EXISTS with the one that this list and day already have, INVALID
 */
export async function commitDraw(input: Input<typeof commitDrawInput>, ctx: CommandContext): Promise<Draw> {
  const { listNumber } = input;
  const participants = queueOf(await lockOrder(ctx, listNumber)).map(({ id, name }) => ({ id, name }));
  const runsAt = input.runsAt ? new Date(input.runsAt) : null;
  if (runsAt && runsAt < ctx.now) throw wrong("runsAt", "is in the past");
  if (runsAt && runsAt.getTime() > ctx.now.getTime() + DRAW_AHEAD_DAYS * DAY_MS)
    throw wrong("runsAt", `is more than ${DRAW_AHEAD_DAYS} days ahead`);
  if (participants.length < 2) throw wrong("listNumber", "has nobody to draw between");
  const { day: now, timeZone } = await today(ctx);
  const day = runsAt ? localTime(runsAt, timeZone).day : now;
  const { organizationId, userId } = ctx.actor;
  const ofList = and(eq(draws.organizationId, organizationId), eq(draws.listNumber, listNumber));
  await lapse(ctx, listNumber, now);
  const ofDay = await ctx.tx
    .select({ id: draws.id, state: draws.state })
    .from(draws)
    .where(and(ofList, eq(draws.day, day)));
  const standing = ofDay.find(({ state }) => state === "committed" || state === "revealed");
  if (standing) {
    const current = await drawById(ctx, standing.id);
    throw new AppError("DRAW_EXISTS", "this list has its draw of that day", { members: { current } });
  }
  const seed = randomBytes(SEED_BYTES).toString("hex");
  const promised = { id: randomUUID(), listNumber, day, participants };
  await ctx.tx.insert(draws).values({
    ...promised,
    organizationId,
    number: ofDay.length + 1,
    state: "committed",
    commitment: await commitmentOf(promised, seed),
    seed,
    runsAt,
    committedAt: ctx.now,
    committedBy: userId,
  });
  return publish(ctx, "draw:committed", promised.id);
}

/** Whatever was promised for a day that went by is over, and says what it would have been. */
async function lapse(ctx: CommandContext, listNumber: number, day: string): Promise<void> {
  const { organizationId } = ctx.actor;
  const over = await ctx.tx
    .update(draws)
    .set({ state: "lapsed", closedAt: ctx.now, version: 2 })
    .where(
      and(
        eq(draws.organizationId, organizationId),
        eq(draws.listNumber, listNumber),
        eq(draws.state, "committed"),
        lt(draws.day, day),
      ),
    )
    .returning({ id: draws.id });
  for (const { id } of over) await publish(ctx, "draw:closed", id);
}

/**
 * Draws: the order follows from the seed and from who took part, and from nothing else. The list has it, and everybody
 * has the seed, in one transaction. ADMIN.
 * @throws AppError DRAW_CLOSED, DRAW_EARLY
 */
export async function runDraw({ drawId }: Input<typeof drawInput>, ctx: CommandContext): Promise<Draw> {
  const { row, list } = await lockDraw(ctx, drawId);
  if (row.state === "revealed") return drawById(ctx, drawId);
  const { day } = await today(ctx);
  if (row.state !== "committed" || row.day < day) throw await notNow(ctx, "DRAW_CLOSED", drawId);
  if (row.day > day || (row.runsAt && row.runsAt > ctx.now)) throw await notNow(ctx, "DRAW_EARLY", drawId);
  const result = await drawnOrder(row.participants, row.seed);
  await ctx.tx
    .update(draws)
    .set({
      state: "revealed",
      result,
      revealedAt: ctx.now,
      revealedBy: ctx.actor.userId,
      version: row.version + 1,
    })
    .where(eq(draws.id, drawId));
  await order(ctx, {
    listNumber: row.listNumber,
    queue: queueAfter(queueOf(list), result),
    mode: "draw",
    drawId,
  });
  return publish(ctx, "draw:revealed", drawId);
}

/** Runs a draw whose hour has come, or ends it when its day went by while nobody could. */
export async function settleDraw({ drawId }: Input<typeof drawInput>, ctx: CommandContext): Promise<Draw> {
  const { row } = await lockDraw(ctx, drawId);
  const { day } = await today(ctx);
  if (row.day >= day) return runDraw({ drawId }, ctx);
  await lapse(ctx, row.listNumber, day);
  return drawById(ctx, drawId);
}

/**
 * Gives a draw up, before it was drawn or on the same day after it, with a reason that the list reads for ever; the seed
 * comes to light with it. The order that it made stays until there is another. ADMIN.
 * @throws AppError DRAW_CLOSED
 */
export async function cancelDraw(input: Input<typeof cancelDrawInput>, ctx: CommandContext): Promise<Draw> {
  const { drawId, reason } = input;
  const { row } = await lockDraw(ctx, drawId);
  const { day } = await today(ctx);
  const open = row.state === "committed" || (row.state === "revealed" && row.day === day);
  if (!open) throw await notNow(ctx, "DRAW_CLOSED", drawId);
  await ctx.tx
    .update(draws)
    .set({
      state: row.state === "committed" ? "cancelled" : "annulled",
      closedAt: ctx.now,
      closedBy: ctx.actor.userId,
      closedReason: reason,
      version: row.version + 1,
    })
    .where(eq(draws.id, drawId));
  return publish(ctx, "draw:closed", drawId);
}

/**
 * Orders a whole queue: by name, or as a person wrote it down. ADMIN.
 * @throws AppError INVALID, VERSION_CONFLICT (the queue is no longer the one that was ordered)
 */
export async function reorderList(
  input: Input<typeof reorderListInput>,
  ctx: CommandContext,
): Promise<ListOrderAnswer> {
  const { listNumber, mode, reason } = input;
  const queue = queueOf(await lockOrder(ctx, listNumber));
  const wanted = mode === "manual" ? written(queue, input) : byName(queue);
  if (mode === "descending") wanted.reverse();
  const changed = await order(ctx, { listNumber, queue: wanted, mode, reason });
  return { listNumber, changed, undoableUntil: changed ? undoableUntil(ctx.now) : null };
}

const undoableUntil = (at: Date) => new Date(at.getTime() + UNDO_MS).toISOString();

function written(
  queue: readonly CaddieRow[],
  { order = [], reason }: Input<typeof reorderListInput>,
): CaddieRow[] {
  if (order.length === 0) throw wrong("order", "is missing");
  if (reason === undefined) throw wrong("reason", "is missing: the list reads whose order this is");
  if (new Set(order).size !== order.length) throw wrong("order", "names somebody twice");
  const byId = new Map(queue.map((row) => [row.id, row]));
  const rows = order.flatMap((id) => byId.get(id) ?? []);
  if (rows.length !== order.length || rows.length !== queue.length) {
    const current = queue.map(({ id }) => id);
    throw new AppError("VERSION_CONFLICT", "the queue has changed meanwhile", { members: { current } });
  }
  return rows;
}

/**
 * Puts a list in the order with which its rule begins a day: the queue, and the places that the absent keep. The caller holds
 * the board.
 */
export function beginDay(
  { listNumber, list, rules }: { listNumber: number; list: readonly CaddieRow[]; rules: Rules },
  ctx: CommandContext,
): void {
  const { orderMode: mode } = rules;
  const all = dayOrder(list, rules);
  if (all === null || mode === "rotation") return;
  recordOrder(ctx, { listNumber, places: dealt(all), mode, rule: "day_order" });
}

function dealt(rows: readonly CaddieRow[]): { row: CaddieRow; rank: string }[] {
  const ranks = ordered(rows.map(({ rank }) => rank));
  return rows.map((row, i) => ({ row, rank: ranks[i] ?? row.rank }));
}

interface Order {
  listNumber: number;
  queue: CaddieRow[];
  mode: ListOrder;
  drawId?: string;
  reason?: string;
}

/** Deals the queue's ranks anew in this order, and keeps what it takes to undo it. */
async function order(ctx: CommandContext, { queue, ...how }: Order): Promise<boolean> {
  const places = dealt(queue);
  if (!recordOrder(ctx, { ...how, places })) return false;
  await ctx.tx.insert(listOrders).values({
    id: randomUUID(),
    organizationId: ctx.actor.organizationId,
    listNumber: how.listNumber,
    mode: how.mode,
    ranks: places.map(({ row, rank }) => ({ caddieId: row.id, before: row.rank, after: rank })),
    at: ctx.now,
    by: ctx.actor.userId,
  });
  return true;
}

/**
 * Takes the latest order of a list back, while all of it still stand in the queue as it put them: everybody stands exactly
 * as before it. A draw is not taken back so, it is given up with a reason. ADMIN.
 * @throws AppError NOT_UNDOABLE
 */
export async function undoOrder(
  { listNumber }: Input<typeof undoOrderInput>,
  ctx: CommandContext,
): Promise<ListOrderAnswer> {
  const queue = queueOf(await lockOrder(ctx, listNumber));
  const [last] = await ctx.tx
    .select()
    .from(listOrders)
    .where(
      and(
        eq(listOrders.organizationId, ctx.actor.organizationId),
        eq(listOrders.listNumber, listNumber),
        isNull(listOrders.undoneAt),
      ),
    )
    .orderBy(desc(listOrders.at))
    .limit(1);
  const byId = new Map(queue.map((row) => [row.id, row]));
  const stands = last?.ranks.every(({ caddieId, after }) => byId.get(caddieId)?.rank === after);
  const late = !last || ctx.now.getTime() - last.at.getTime() > UNDO_MS;
  if (!last || late || !stands || last.mode === "draw")
    throw new AppError("NOT_UNDOABLE", "this order can no longer be taken back");
  const before = new Map(last.ranks.map((r) => [r.caddieId, r.before]));
  const places = queue.map((row) => ({ row, rank: before.get(row.id) ?? row.rank }));
  places.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  recordOrder(ctx, { listNumber, places, mode: "restored" });
  await ctx.tx.update(listOrders).set({ undoneAt: ctx.now }).where(eq(listOrders.id, last.id));
  return { listNumber, changed: true, undoableUntil: null };
}
