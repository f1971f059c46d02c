import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, lte } from "drizzle-orm";
import type * as z from "zod";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { ORG_STREAM, userStream } from "../realtime/rooms";
import type { KnownSettings, noticeChoicesSchema, readNoticesInput, Telling } from "./contract";
import { canSetClubNotices, deliveryOf } from "./policy";
import { presentNotice, recipients, settingsOf } from "./queries";
import { noticeDefaults, noticePreferences, notifications } from "./tables";

/** Something to tell somebody. `once`: of what it is told one time only, whoever tries again. */
export type NewNotice = Telling & { userId: string; once?: string };

/**
 * Tells people something, each as he wants to be told: kept, announced on his own stream, and due as a push where he
 * wants one. Whoever wants this kind in no way, is not of the club, or was told it already is left out. For jobs and for
 * commands that are put together beside the modules; nobody is asked whether he may.
 * @returns to how many it is news
 */
export async function notify(notices: readonly NewNotice[], ctx: CommandContext): Promise<number> {
  if (notices.length === 0) return 0;
  const { organizationId } = ctx.actor;
  const people = await recipients(ctx.tx, organizationId, [...new Set(notices.map((n) => n.userId))]);
  // In the order of the accounts: two who tell the same people wait for each other, never crosswise.
  const planned = people.flatMap(({ userId, settings, timeZone }) =>
    notices
      .filter((notice) => notice.userId === userId)
      .flatMap((notice) => {
        const delivery = deliveryOf(notice, settings, ctx.now, timeZone);
        if (!delivery) return [];
        const { kind, data, once = null } = notice;
        const { channels, pushAfter } = delivery;
        const pushState = pushAfter ? ("due" as const) : ("none" as const);
        const facts = { id: randomUUID(), organizationId, userId, kind, data, once, createdAt: ctx.now };
        return [{ channels, row: { ...facts, pushState, pushAfter } }];
      }),
  );
  if (planned.length === 0) return 0;
  const written = await ctx.tx
    .insert(notifications)
    .values(planned.map(({ row }) => row))
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  const fresh = new Set(written.map(({ id }) => id));
  for (const { channels, row } of planned) {
    if (!fresh.has(row.id)) continue;
    ctx.publish("notification", [userStream(row.userId)], {
      notification: presentNotice({ ...row, readAt: null }),
      channels,
      timestamp: ctx.now.toISOString(),
    });
  }
  return fresh.size;
}

/** Marks notices of one's own as read, on all one's devices. @returns how many were unread until then */
export async function readNotices(
  { ids, all, until }: z.infer<typeof readNoticesInput>,
  ctx: CommandContext,
): Promise<{ read: number }> {
  if (!ids && !all) {
    const message = "must name some, or all must be true";
    throw new AppError("INVALID", `ids: ${message}`, { errors: [{ path: "ids", message }] });
  }
  const { userId } = ctx.actor;
  const own = and(
    eq(notifications.userId, userId),
    isNull(notifications.readAt),
    until ? lte(notifications.createdAt, new Date(until)) : undefined,
  );
  const changed = await ctx.tx
    .update(notifications)
    .set({ readAt: ctx.now })
    .where(ids ? and(own, inArray(notifications.id, ids)) : own)
    .returning({ id: notifications.id });
  if (changed.length > 0) {
    ctx.publish("notification:read", [userStream(userId)], {
      ids: changed.map(({ id }) => id),
      timestamp: ctx.now.toISOString(),
    });
  }
  return { read: changed.length };
}

/** What was told of once, by its kind: an announcement. */
type Told = { kind: Telling["kind"]; once: string };

/** Marks what one was told of this as read, where one was told. Put together with the command that one reads it by. */
export async function readNoticeOf({ kind, once }: Told, ctx: CommandContext): Promise<void> {
  const { userId } = ctx.actor;
  const [found] = await ctx.tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.userId, userId), eq(notifications.kind, kind), eq(notifications.once, once)));
  if (found) await readNotices({ ids: [found.id] }, ctx);
}

/** Takes back what people were told of this, from all whom it was told. For commands that are put together with it. */
export async function removeNoticesOf({ kind, once }: Told, ctx: CommandContext): Promise<void> {
  const { organizationId } = ctx.actor;
  const gone = await ctx.tx
    .delete(notifications)
    .where(
      and(
        eq(notifications.organizationId, organizationId),
        eq(notifications.kind, kind),
        eq(notifications.once, once),
      ),
    )
    .returning({ id: notifications.id, userId: notifications.userId, readAt: notifications.readAt });
  for (const { id, userId, readAt } of gone) {
    const unread = readAt === null ? 1 : 0;
    ctx.publish("notification:removed", [userStream(userId)], {
      ids: [id],
      unread,
      timestamp: ctx.now.toISOString(),
    });
  }
}

type Choices = z.infer<typeof noticeChoicesSchema>;

/** Keeps how one wants to be told, for all one's devices. */
export async function chooseNotices(choices: Choices, ctx: CommandContext): Promise<KnownSettings> {
  const { userId, organizationId } = ctx.actor;
  const known = await settingsOf(ctx.tx, ctx.actor);
  if (isSame(known.own, choices)) return known;
  const stamp = { choices, updatedAt: ctx.now };
  await ctx.tx
    .insert(noticePreferences)
    .values({ userId, organizationId, ...stamp })
    .onConflictDoUpdate({ target: noticePreferences.userId, set: stamp });
  const timestamp = ctx.now.toISOString();
  ctx.publish("notification:settings", [userStream(userId)], { scope: "own", choices, timestamp });
  return { ...known, own: choices };
}

/** Keeps what the club proposes to whoever has not chosen. ADMIN. @throws AppError FORBIDDEN */
export async function chooseClubNotices(choices: Choices, ctx: CommandContext): Promise<KnownSettings> {
  if (!canSetClubNotices(ctx.actor))
    throw new AppError("FORBIDDEN", "only an administrator may choose for the club");
  const { organizationId } = ctx.actor;
  const known = await settingsOf(ctx.tx, ctx.actor);
  if (isSame(known.club, choices)) return known;
  const stamp = { choices, updatedAt: ctx.now };
  await ctx.tx
    .insert(noticeDefaults)
    .values({ organizationId, ...stamp })
    .onConflictDoUpdate({ target: noticeDefaults.organizationId, set: stamp });
  const timestamp = ctx.now.toISOString();
  ctx.publish("notification:settings", [ORG_STREAM], { scope: "club", choices, timestamp });
  return { ...known, club: choices };
}

/** Whatever the order of the fields. */
function isSame(a: Choices, b: Choices): boolean {
  const text = ({ channels = {}, nearAt, quiet }: Choices) =>
    JSON.stringify([
      Object.entries(channels).sort(([x], [y]) => (x < y ? -1 : 1)),
      nearAt,
      quiet && [quiet.from, quiet.to],
    ]);
  return text(a) === text(b);
}
