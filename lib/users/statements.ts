import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { invitationToken, tokenHash } from "../auth/invitation-token";
import type { CommandContext } from "../commands";
import type { Db } from "../db/client";
import { isTaken } from "../db/errors";
import { runtime } from "../runtime";
import type { Issued, User } from "./contract";
import { revisesAccess } from "./events";
import { identifierTaken } from "./locks";
import { suggestIdentifier } from "./policy";
import { invitations, sessions, userLists, users } from "./tables";
import type { InvitationKind, InvitationState } from "./vocabulary";

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
  const row = linkRow(ctx, userId, kind);
  await ctx.tx.insert(invitations).values(row);
  return { id: row.id, kind, expiresAt: row.expiresAt.toISOString() };
}

function linkRow({ now, actor }: CommandContext, userId: string, kind: InvitationKind) {
  const id = randomUUID();
  const expiresAt = new Date(now.getTime() + LINK_LIFE_MS[kind]);
  const hash = tokenHash(invitationToken(id, runtime().env.NEXTAUTH_SECRET));
  return { id, userId, kind, tokenHash: hash, createdBy: actor.userId, createdAt: now, expiresAt };
}

/**
 * Makes an account for each of these names, under the first user name that is free, and its link.
 * @returns in the order of the names
 */
export async function addInvited(
  ctx: CommandContext,
  names: readonly string[],
): Promise<{ userId: string; invitation: Issued["invitation"] }[]> {
  const { tx, now, actor } = ctx;
  const { organizationId } = actor;
  const stamp = { organizationId, role: "CADDIE" as const, createdAt: now, updatedAt: now };
  const people = names.map((name) => ({ id: randomUUID(), name }));
  // Namesakes count on from each other, so that a whole list of them is one statement all the same.
  const tried = new Map<string, number>();
  const nextFree = (name: string) => {
    const first = suggestIdentifier(name);
    tried.set(first, (tried.get(first) ?? 0) + 1);
    return suggestIdentifier(name, tried.get(first));
  };
  let waiting = people;
  while (waiting.length > 0) {
    const rows = waiting
      .map((person) => ({ ...stamp, ...person, identifier: nextFree(person.name) }))
      .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
    const made = await tx
      .insert(users)
      .values(rows)
      .onConflictDoNothing({ target: users.identifier })
      .returning({ id: users.id });
    const done = new Set(made.map(({ id }) => id));
    waiting = waiting.filter(({ id }) => !done.has(id));
  }
  const links = people.map(({ id }) => linkRow(ctx, id, "invite"));
  await tx.insert(invitations).values(links);
  return links.map(({ id, userId, kind, expiresAt }) => ({
    userId,
    invitation: { id, kind, expiresAt: expiresAt.toISOString() },
  }));
}

/** Makes what was given out worthless. */
export async function voidLinks(ctx: CommandContext, userId: string): Promise<void> {
  await ctx.tx
    .update(invitations)
    .set({ voidedAt: ctx.now })
    .where(and(eq(invitations.userId, userId), isNull(invitations.usedAt), isNull(invitations.voidedAt)));
}

/** A link and whose it is, by the hash of its token; null where there is none. */
export async function invitationOf(db: Db, tokenHash: string, now: Date) {
  const [found] = await db
    .select({ link: invitations, user: users })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.userId))
    .where(eq(invitations.tokenHash, tokenHash));
  if (!found) return null;
  const { link, user } = found;
  const { organizationId, sessionVersion, name, identifier, role } = user;
  const { id, userId, kind, expiresAt } = link;
  let state: InvitationState = "open";
  if (link.usedAt) state = "used";
  else if (link.voidedAt || user.disabledAt) state = "replaced";
  else if (expiresAt <= now) state = "expired";
  return { id, userId, kind, expiresAt, state, organizationId, sessionVersion, name, identifier, role };
}
export type FoundInvitation = NonNullable<Awaited<ReturnType<typeof invitationOf>>>;
