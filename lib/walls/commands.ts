import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type * as z from "zod";
import { ADMINS_STREAM } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { clubOf } from "../organizations/queries";
import type { CodeIssued, createWallInput, updateWallInput, Wall, wallInput } from "./contract";
import { lockWallRow, presentWall, requireWallAdmin } from "./queries";
import { walls } from "./tables";

type Input<S extends z.ZodType> = z.infer<S>;
type WallRow = typeof walls.$inferSelect;

/** Long enough to walk to the television, too short to be found out. */
const CODE_LIFE_MS = 10 * 60_000;
/** Screens that a club has at once. */
const MAX_WALLS = 20;

/** Makes the hash that is kept of a code from the code's random id; the code itself is kept nowhere. */
export type HashCode = (codeId: string) => string;

/** Makes a screen and the code with which a device becomes it. ADMIN. @throws AppError INVALID */
export async function createWall(
  { name, lists }: Input<typeof createWallInput>,
  ctx: CommandContext,
  hashCode: HashCode,
): Promise<CodeIssued> {
  requireWallAdmin(ctx.actor);
  const { organizationId, userId } = ctx.actor;
  const own = { organizationId, name, lists: await checkedLists(ctx, lists) };
  const there = and(eq(walls.organizationId, organizationId), isNull(walls.revokedAt));
  if ((await ctx.tx.$count(walls, there)) >= MAX_WALLS)
    throw invalid("name", "is one screen more than a club can have");
  const { codeId, ...code } = freshCode(ctx, hashCode);
  const [row] = await ctx.tx
    .insert(walls)
    .values({ ...own, ...code, id: randomUUID(), createdAt: ctx.now, createdBy: userId })
    .returning();
  return { wall: publish(ctx, row), codeId };
}

/** Makes a new code for a screen; the device that it has shows on until another one types it. ADMIN. */
export async function renewCode(
  { wallId }: Input<typeof wallInput>,
  ctx: CommandContext,
  hashCode: HashCode,
): Promise<CodeIssued> {
  const before = await lock(ctx, wallId);
  const { codeId, ...code } = freshCode(ctx, hashCode);
  return { wall: await write(ctx, before, code), codeId };
}

/** Changes the name of a screen or what it shows. ADMIN. @throws AppError VERSION_CONFLICT, INVALID */
export async function updateWall(
  { wallId, expectedVersion, ...input }: Input<typeof updateWallInput>,
  ctx: CommandContext,
): Promise<Wall> {
  const before = await lock(ctx, wallId);
  const name = input.name ?? before.name;
  const lists = input.lists === undefined ? before.lists : sorted(input.lists);
  if (name === before.name && String(lists) === String(before.lists)) return presentWall(before);
  if (expectedVersion !== undefined && expectedVersion !== before.version)
    throw new AppError("VERSION_CONFLICT", "somebody changed this screen meanwhile", {
      members: { current: presentWall(before) },
    });
  return write(ctx, before, { name, lists: await checkedLists(ctx, lists) });
}

/** Takes a screen away: its device is told within a second, and shows nothing any more. ADMIN. */
export async function revokeWall({ wallId }: Input<typeof wallInput>, ctx: CommandContext): Promise<null> {
  const { id } = await lock(ctx, wallId);
  await ctx.tx.update(walls).set({ revokedAt: ctx.now, codeHash: null }).where(eq(walls.id, id));
  const { actor, now } = ctx;
  ctx.publish("wall:revoked", [ADMINS_STREAM], {
    wallId,
    timestamp: now.toISOString(),
    by: { id: actor.userId, name: actor.name },
  });
  return null;
}

/**
 * Uses a code up: the device that typed it is the screen from now on, and the one before is it no more. The actor is
 * the admin who made the screen: the device has shown his code.
 * @throws AppError NOT_FOUND when another device was faster
 */
export async function pairWall(
  { wallId, codeHash }: { wallId: string; codeHash: string },
  ctx: CommandContext,
): Promise<{ passVersion: number }> {
  const before = await lockWallRow(ctx.tx, ctx.actor.organizationId, wallId);
  if (before.codeHash !== codeHash) throw new AppError("NOT_FOUND", "there is no such code");
  const passVersion = before.passVersion + 1;
  await write(ctx, before, { passVersion, codeHash: null, codeExpiresAt: null, pairedAt: ctx.now });
  return { passVersion };
}

async function lock(ctx: CommandContext, wallId: string): Promise<WallRow> {
  requireWallAdmin(ctx.actor);
  return lockWallRow(ctx.tx, ctx.actor.organizationId, wallId);
}

function freshCode({ now }: CommandContext, hashCode: HashCode) {
  const codeId = randomUUID();
  return { codeId, codeHash: hashCode(codeId), codeExpiresAt: new Date(now.getTime() + CODE_LIFE_MS) };
}

async function write(ctx: CommandContext, before: WallRow, changes: Partial<WallRow>): Promise<Wall> {
  const [row] = await ctx.tx
    .update(walls)
    .set({ ...changes, version: before.version + 1 })
    .where(eq(walls.id, before.id))
    .returning();
  return publish(ctx, row);
}

function publish({ actor, now, ...ctx }: CommandContext, row: WallRow | undefined): Wall {
  if (!row) throw new Error("the screen was not written");
  const wall = presentWall(row);
  const by = { id: actor.userId, name: actor.name };
  ctx.publish("wall:saved", [ADMINS_STREAM], { wall, timestamp: now.toISOString(), by });
  return wall;
}

const sorted = (lists: number[] | null) => lists && [...new Set(lists)].sort((a, b) => a - b);

/** @throws AppError INVALID that names `lists` */
async function checkedLists(ctx: CommandContext, wanted: number[] | null): Promise<number[] | null> {
  if (wanted === null) return null;
  const { lists } = await clubOf(ctx.tx, ctx.actor.organizationId);
  if (wanted.every((number) => lists.some((list) => list.number === number))) return sorted(wanted);
  throw invalid("lists", "names a list that this club has not");
}

const invalid = (path: string, message: string) =>
  new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });
