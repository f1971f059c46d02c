import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type * as z from "zod";
import { ADMINS_STREAM, listStream } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { clubOf } from "../organizations/queries";
import { ORG_STREAM, userStream } from "../realtime/rooms";
import { audienceOf } from "../users/queries";
import type { announceInput, announcementInput, SentAnnouncement } from "./contract";
import { canAnnounce, canSeeAnnouncement } from "./policy";
import { announcementById } from "./queries";
import { announcementReads, announcements } from "./tables";
import { ANNOUNCED_DAYS_MOST } from "./vocabulary";

const DAY_MS = 24 * 60 * 60 * 1000;
const streamOf = (listNumber: number | null) => (listNumber === null ? ORG_STREAM : listStream(listNumber));

const wrong = (path: string, message: string) =>
  new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });

/** Says something to the whole club or to one list. ADMIN. @returns it, and whose accounts it concerns */
export async function sayAnnouncement(
  input: z.infer<typeof announceInput>,
  ctx: CommandContext,
): Promise<{ announcement: SentAnnouncement; userIds: string[] }> {
  const { actor, now } = ctx;
  if (!canAnnounce(actor)) throw new AppError("FORBIDDEN", "only an administrator speaks for the club");
  const { message, type, listNumber = null } = input;
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expiresAt && expiresAt <= now) throw wrong("expiresAt", "must be in the future");
  if (expiresAt && expiresAt.getTime() > now.getTime() + ANNOUNCED_DAYS_MOST * DAY_MS)
    throw wrong("expiresAt", `must be within ${ANNOUNCED_DAYS_MOST} days`);
  const { lists } = await clubOf(ctx.tx, actor.organizationId);
  if (listNumber !== null && !lists.some(({ number }) => number === listNumber))
    throw wrong("listNumber", "is not a list of this club");
  const everybody = await audienceOf(ctx.tx, actor.organizationId, listNumber);
  const userIds = everybody.filter((userId) => userId !== actor.userId);
  const id = randomUUID();
  const author = { id: actor.userId, name: actor.name };
  const audience = userIds.length;
  const facts = { id, message, type, listNumber, audience, createdAt: now, expiresAt };
  await ctx.tx
    .insert(announcements)
    .values({ ...facts, organizationId: actor.organizationId, authorId: actor.userId });
  const times = { createdAt: now.toISOString(), expiresAt: expiresAt?.toISOString() ?? null };
  const { createdAt: timestamp, expiresAt: until } = times;
  const said = { id, message, type, author, listNumber, audience };
  ctx.publish("system:announcement", [streamOf(listNumber)], { ...said, timestamp, expiresAt: until });
  return { announcement: { ...said, ...times, readCount: 0, withdrawnAt: null }, userIds };
}

type One = z.infer<typeof announcementInput>;

/** Takes back what was said: it vanishes from every page. ADMIN. @throws AppError NOT_FOUND, FORBIDDEN */
export async function withdrawAnnouncement({ announcementId }: One, ctx: CommandContext): Promise<boolean> {
  const { actor, now } = ctx;
  const { listNumber } = await seen(ctx, announcementId);
  if (!canAnnounce(actor)) throw new AppError("FORBIDDEN", "only an administrator speaks for the club");
  const withdrawn = await ctx.tx
    .update(announcements)
    .set({ withdrawnAt: now })
    .where(and(eq(announcements.id, announcementId), isNull(announcements.withdrawnAt)))
    .returning({ id: announcements.id });
  if (withdrawn.length === 0) return false;
  ctx.publish("announcement:withdrawn", [streamOf(listNumber)], {
    announcementId,
    timestamp: now.toISOString(),
    by: { id: actor.userId, name: actor.name },
  });
  return true;
}

/** One has read it: it vanishes from all one's devices, and its author sees that. @throws AppError NOT_FOUND */
export async function readAnnouncement({ announcementId }: One, ctx: CommandContext): Promise<boolean> {
  const { actor, now } = ctx;
  const { author } = await seen(ctx, announcementId);
  if (author.id === actor.userId) return false;
  const read = await ctx.tx
    .insert(announcementReads)
    .values({ announcementId, userId: actor.userId, readAt: now })
    .onConflictDoNothing()
    .returning({ id: announcementReads.announcementId });
  if (read.length === 0) return false;
  ctx.publish("announcement:read", [userStream(actor.userId), ADMINS_STREAM], {
    announcementId,
    timestamp: now.toISOString(),
    by: { id: actor.userId, name: actor.name },
  });
  return true;
}

/** One that the actor may see. @throws AppError NOT_FOUND */
async function seen({ tx, actor }: CommandContext, announcementId: string): Promise<SentAnnouncement> {
  const found = await announcementById(tx, actor.organizationId, announcementId);
  if (!canSeeAnnouncement(actor, found) && !canAnnounce(actor))
    throw new AppError("NOT_FOUND", "there is no such announcement");
  return found;
}
