import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type * as z from "zod";
import { awayOn } from "../absences/queries";
import { setStatus, write } from "../caddies/changes";
import { publishUpdated, recordMove } from "../caddies/events";
import { endsOfList, type Locked, lockCaddieAndLaw, lockOrder } from "../caddies/locks";
import { placeAtEnds, ruleOf } from "../caddies/policy";
import { type CaddieRow, caddieRow } from "../caddies/queries";
import { ADMINS_STREAM } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { AppError, isAppError } from "../http/problem";
import { localTime } from "../i18n/times";
import { clubOf } from "../organizations/queries";
import { userStream } from "../realtime/rooms";
import { rulesOfLists } from "../rules/queries";
import type {
  markCaddieInput,
  openRollCallInput,
  Roll,
  RollCall,
  RollEntry,
  rollCallInput,
} from "./contract";
import { findRollCall, lockRollCall, nameOfCall, requireCaller } from "./locks";
import { effectOf } from "./policy";
import { entriesOf, rollCallById } from "./queries";
import { rollCallMarks, rollCalls } from "./tables";
import type { RollMark } from "./vocabulary";

type Input<S extends z.ZodType> = z.infer<S>;
const author = ({ actor }: CommandContext) => ({ id: actor.userId, name: actor.name });

/**
 * Opens the roll call of a list: whoever is not out on the course, in the order of the list. Who has a permission or a
 * sanction for today is marked with it. ADMIN.
 * @throws AppError ROLL_CALL_OPEN with the one that is open, INVALID
 */
export async function openRollCall(
  { listNumber }: Input<typeof openRollCallInput>,
  ctx: CommandContext,
): Promise<Roll> {
  const { tx, actor, now } = ctx;
  const { organizationId } = actor;
  const called = (await lockOrder(ctx, listNumber)).filter(({ status }) => status !== "En campo");
  const [open] = await tx
    .select({ id: rollCalls.id })
    .from(rollCalls)
    .where(
      and(
        eq(rollCalls.organizationId, organizationId),
        eq(rollCalls.listNumber, listNumber),
        isNull(rollCalls.closedAt),
      ),
    );
  if (open) {
    const current = await rollCallById(tx, organizationId, open.id);
    throw new AppError("ROLL_CALL_OPEN", "the roll of this list is being called", { members: { current } });
  }
  if (called.length === 0) {
    const errors = [{ path: "listNumber", message: "has nobody to call" }];
    throw new AppError("INVALID", "listNumber: has nobody to call", { errors });
  }
  const { timeZone } = await clubOf(tx, organizationId);
  const { day } = localTime(now, timeZone);
  const callAt = (await rulesOfLists(tx, organizationId, [listNumber]))[listNumber]?.callAt ?? null;
  const excused = new Set(await awayOn(tx, organizationId, day));
  const id = randomUUID();
  await tx
    .insert(rollCalls)
    .values({ id, organizationId, listNumber, day, callAt, openedAt: now, openedBy: actor.userId });
  const marked = { mark: "permission" as const, markedAt: now, markedBy: actor.userId };
  await tx.insert(rollCallMarks).values(
    called.map((caddie, i) => ({
      rollCallId: id,
      caddieId: caddie.id,
      place: i + 1,
      ...(excused.has(caddie.id) && marked),
    })),
  );
  const rollCall = await rollCallById(tx, organizationId, id);
  const roll = { rollCall, entries: await entriesOf(tx, id) };
  ctx.publish("roll-call:opened", [ADMINS_STREAM], { roll, by: author(ctx), timestamp: now.toISOString() });
  return roll;
}

/** Takes back a caddie's latest change. What a change is belongs to another module, which is handed in. */
type TakeBack = (caddieId: string) => Promise<unknown>;

/**
 * Marks one name, and does at once what the list's rules say of it. Another mark later first takes back what the earlier
 * one did, where nothing else has happened to him since; what was said before stays in the trace. Once the call is closed, a
 * correction changes the record and nobody's place. ADMIN.
 */
export async function markCaddie(
  { rollCallId, caddieId, mark }: Input<typeof markCaddieInput>,
  ctx: CommandContext,
  takeBack: TakeBack,
): Promise<{ rollCall: RollCall; entry: RollEntry }> {
  requireCaller(ctx);
  const { tx, actor, now } = ctx;
  await findRollCall(ctx, rollCallId);
  let caddie = await lockCaddieAndLaw(ctx, caddieId, { removedToo: true });
  const call = await lockRollCall(ctx, rollCallId);
  const row = await nameOfCall(ctx, rollCallId, caddieId);
  if (row.mark === mark) return told(ctx, rollCallId, caddieId);
  let made: number | null = null;
  if (call.closedAt === null && !caddie.before.deletedAt) {
    if (row.made === caddie.before.version && (await taken(takeBack, caddieId)))
      caddie = await lockCaddieAndLaw(ctx, caddieId);
    made = (await move(ctx, caddie, mark))?.version ?? null;
  }
  const said = row.markedAt && row.markedBy;
  const before = { mark: row.mark, at: row.markedAt?.toISOString() ?? "", by: row.markedBy ?? "" };
  await tx
    .update(rollCallMarks)
    .set({
      mark,
      made,
      markedAt: now,
      markedBy: actor.userId,
      trace: said ? [...row.trace, before] : row.trace,
      version: row.version + 1,
    })
    .where(and(eq(rollCallMarks.rollCallId, rollCallId), eq(rollCallMarks.caddieId, caddieId)));
  await tx
    .update(rollCalls)
    .set({ version: call.version + 1 })
    .where(eq(rollCalls.id, rollCallId));
  const stands = await told(ctx, rollCallId, caddieId);
  const { userId } = (await caddieRow(tx, actor.organizationId, caddieId)) ?? {};
  ctx.publish("roll-call:marked", [ADMINS_STREAM, ...(userId ? [userStream(userId)] : [])], {
    ...stands,
    by: author(ctx),
    timestamp: now.toISOString(),
  });
  return stands;
}

async function told({ tx, actor }: CommandContext, rollCallId: string, caddieId: string) {
  const [entry] = await entriesOf(tx, rollCallId, caddieId);
  if (!entry) throw new AppError("NOT_FOUND", "he is not called in this roll call");
  return { rollCall: await rollCallById(tx, actor.organizationId, rollCallId), entry };
}

/** @returns false when it is too late for that: then the new mark does what it can from here */
async function taken(takeBack: TakeBack, caddieId: string): Promise<boolean> {
  try {
    await takeBack(caddieId);
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === "NOT_UNDOABLE") return false;
    throw error;
  }
}

async function move(ctx: CommandContext, caddie: Locked, mark: RollMark | null): Promise<CaddieRow | null> {
  const { before, law } = caddie;
  const effect = effectOf(mark, before.status, law.rules);
  if (effect === null) return null;
  if (effect.kind === "status") {
    const placement = effect.status === "Disponible" ? effect.placement : undefined;
    return setStatus(ctx, caddie, effect.status, { placement });
  }
  const { rank } = placeAtEnds(await endsOfList(ctx, before.id), before.rank, effect.placement);
  const after = await write(ctx, before, { rank });
  recordMove(ctx, { kind: "late", rule: ruleOf(effect.placement), before, after });
  publishUpdated(ctx, before, after);
  return after;
}

/** Ends a roll call; whoever has no mark keeps his place. Closing it twice closes it once. ADMIN. */
export async function closeRollCall(
  { rollCallId }: Input<typeof rollCallInput>,
  ctx: CommandContext,
): Promise<RollCall> {
  requireCaller(ctx);
  const { tx, actor, now } = ctx;
  const row = await lockRollCall(ctx, rollCallId);
  if (row.closedAt === null) {
    await tx
      .update(rollCalls)
      .set({ closedAt: now, closedBy: actor.userId, version: row.version + 1 })
      .where(eq(rollCalls.id, rollCallId));
  }
  const rollCall = await rollCallById(tx, actor.organizationId, rollCallId);
  if (row.closedAt === null) {
    const timestamp = now.toISOString();
    ctx.publish("roll-call:closed", [ADMINS_STREAM], { rollCall, by: author(ctx), timestamp });
  }
  return rollCall;
}
