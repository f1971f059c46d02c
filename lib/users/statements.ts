import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { invitationToken, tokenHash } from "../auth/invitation-token";
import type { CommandContext } from "../commands";
import { isTaken } from "../db/errors";
import { runtime } from "../runtime";
import type { Issued, User } from "./contract";
import { revisesAccess } from "./events";
import { identifierTaken } from "./locks";
import { invitations, sessions, userLists, users } from "./tables";
import type { InvitationKind } from "./vocabulary";

const HOUR_MS = 60 * 60 * 1000;
/** A first link waits for a caddie's next day at the club; one that opens an account in use is short-lived. */
const LINK_LIFE_MS: Record<InvitationKind, number> = { invite: 7 * 24 * HOUR_MS, reset: 24 * HOUR_MS };

/** Writes what changed of an account that is locked. @throws AppError INVALID (identifier taken) */
export async function writeUser(
  ctx: CommandContext,
  before: User,
  facts: Partial<typeof users.$inferInsert>,
): Promise<void> {
  try {
    await ctx.tx
      .update(users)
      .set({ ...facts, version: before.version + 1, updatedAt: ctx.now })
      .where(eq(users.id, before.id));
  } catch (error) {
    throw isTaken(error, "users_identifier") ? identifierTaken() : error;
  }
}

export async function grantLists(
  ctx: CommandContext,
  userId: string,
  numbers: readonly number[],
): Promise<void> {
  const { organizationId } = ctx.actor;
  const rows = [...new Set(numbers)].map((listNumber) => ({ userId, organizationId, listNumber }));
  if (rows.length > 0) await ctx.tx.insert(userLists).values(rows);
}

/** Every token of an account is refused from now on, its live sockets close. */
export async function endAllSessions(ctx: CommandContext, userId: string): Promise<void> {
  await ctx.tx
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId));
  await ctx.tx.delete(sessions).where(eq(sessions.userId, userId));
  revisesAccess(ctx, userId);
}

/** Gives out a link; an older one of the same account is void from now on. */
export async function issueLink(
  ctx: CommandContext,
  userId: string,
  kind: InvitationKind,
): Promise<Issued["invitation"]> {
  await voidLinks(ctx, userId);
  const id = randomUUID();
  const expiresAt = new Date(ctx.now.getTime() + LINK_LIFE_MS[kind]);
  const hash = tokenHash(invitationToken(id, runtime().env.NEXTAUTH_SECRET));
  const times = { createdAt: ctx.now, expiresAt };
  await ctx.tx
    .insert(invitations)
    .values({ id, userId, kind, tokenHash: hash, createdBy: ctx.actor.userId, ...times });
  return { id, kind, expiresAt: expiresAt.toISOString() };
}

/** Makes what was given out worthless. */
export async function voidLinks(ctx: CommandContext, userId: string): Promise<void> {
  await ctx.tx
    .update(invitations)
    .set({ voidedAt: ctx.now })
    .where(and(eq(invitations.userId, userId), isNull(invitations.usedAt), isNull(invitations.voidedAt)));
}
