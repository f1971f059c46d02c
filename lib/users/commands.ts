import { randomUUID } from "node:crypto";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type * as z from "zod";
import type { Role } from "../auth/actor";
import { verifyPassword } from "../auth/password";
import { PER_IDENTIFIER, throttled } from "../auth/throttle";
import { type Claims, SESSION_SECONDS } from "../auth/token";
import type { CommandContext } from "../commands";
import type { Db, Tx } from "../db/client";
import { AppError, isAppError } from "../http/problem";
import type { Logger } from "../telemetry/logger";
import type { Metrics } from "../telemetry/metrics";
import { suspicious } from "../telemetry/suspicion";
import type {
  changeUserInput,
  endSessionInput,
  Issued,
  inviteUserInput,
  setPreferencesInput,
  User,
  updateUserInput,
  userInput,
} from "./contract";
import { publishSaved, revisesAccess } from "./events";
import {
  checkLists,
  checkVersion,
  identifierTaken,
  lockAdmins,
  lockInvitation,
  lockUser,
  refuseOwnAccess,
} from "./locks";
import { findCredentials } from "./queries";
import { endAllSessions, grantLists, issueLink, voidLinks, writeUser } from "./statements";
import { invitations, sessions, userLists, users } from "./tables";
import type { Locale, Theme } from "./vocabulary";

type Input<S extends z.ZodType> = z.infer<S>;

/**
 * Opens a session for an identifier and a password; alike in text and time for an unknown user, a wrong password, a
 * disabled account and one without a password. The one write without an actor: nobody is signed in yet.
 * @param address what failures are counted under
 * @param device what he signs in on, in a person's words
 * @throws AppError BAD_CREDENTIALS, RATE_LIMITED
 */
export async function openSession(
  db: Db,
  { identifier, password }: { identifier: string; password: string },
  address: string,
  device: string | null,
  { log, metrics }: { log: Logger; metrics: Metrics },
): Promise<Claims> {
  const reason = "too many failed sign-ins";
  const user = await throttled(identifier, address, async (nth) => {
    const found = await findCredentials(db, identifier);
    if (await verifyPassword(found?.passwordHash ?? null, password)) return found;
    if (nth === PER_IDENTIFIER) suspicious(log, { userId: found?.id, address, reason });
    return null;
  }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "RATE_LIMITED") {
      metrics.limited("logins");
      suspicious(log, { address, reason });
    }
    throw error;
  });
  if (!user) throw new AppError("BAD_CREDENTIALS", "the identifier or the password is wrong");
  const createdAt = new Date();
  // Whole seconds: the token's own expiry knows no finer ones.
  const expiresAt = new Date((Math.floor(createdAt.getTime() / 1000) + SESSION_SECONDS) * 1000);
  const sessionId = randomUUID();
  const session = { id: sessionId, userId: user.id, device, createdAt, lastSeenAt: createdAt, expiresAt };
  await db.insert(sessions).values(session);
  await db.update(users).set({ lastSeenAt: createdAt }).where(eq(users.id, user.id));
  return { userId: user.id, sessionId, sessionVersion: user.sessionVersion, expiresAt };
}

/** Writes an account; who may is the caller's question. The identifier must be free. @returns its id */
export async function addAccount(
  tx: Tx,
  account: { organizationId: string; identifier: string; name: string; role: Role; passwordHash: string },
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const identifier = account.identifier.toLowerCase();
  await tx.insert(users).values({ ...account, id, identifier, createdAt: now });
  return id;
}

/** Ends the session that asks: its token is refused from now on, its live sockets close. */
export async function signOut(_input: unknown, ctx: CommandContext): Promise<null> {
  const { sessionId, userId } = ctx.actor;
  await ctx.tx
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
  revisesAccess(ctx, userId);
  return null;
}

/** Ends all sessions of the user who asks, on every device. */
export async function signOutEverywhere(_input: unknown, ctx: CommandContext): Promise<null> {
  await endAllSessions(ctx, ctx.actor.userId);
  return null;
}

/** Ends all sessions of somebody else. ADMIN. */
export async function endSessions({ userId }: Input<typeof userInput>, ctx: CommandContext): Promise<null> {
  await lockUser(ctx, userId);
  await endAllSessions(ctx, userId);
  return null;
}

/** Ends one session of somebody, such as that of a lost phone. ADMIN. */
export async function endSession(
  { userId, sessionId }: Input<typeof endSessionInput>,
  ctx: CommandContext,
): Promise<null> {
  await lockUser(ctx, userId);
  const ended = await ctx.tx
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  if (ended.length === 0) throw new AppError("NOT_FOUND", "there is no such session");
  revisesAccess(ctx, userId);
  return null;
}

/** Makes an account the one of a caddie, or of none. What a caddie is belongs to another module, which is handed in. */
export type LinkCaddie = (userId: string, caddieId: string | null) => Promise<void>;

/**
 * Makes an account that nobody can enter yet, and the link with which its owner chooses a password. ADMIN.
 * @throws AppError INVALID (identifier taken, unknown list)
 */
export async function inviteUser(
  { name, identifier, role, lists = [], caddieId }: Input<typeof inviteUserInput>,
  ctx: CommandContext,
  linkCaddie: LinkCaddie,
): Promise<Issued> {
  await lockAdmins(ctx);
  await checkLists(ctx, lists);
  const { organizationId } = ctx.actor;
  const id = randomUUID();
  const facts = { id, organizationId, name, identifier, role, createdAt: ctx.now, updatedAt: ctx.now };
  const made = await ctx.tx
    .insert(users)
    .values(facts)
    .onConflictDoNothing({ target: users.identifier })
    .returning({ id: users.id });
  if (made.length === 0) throw identifierTaken();
  await grantLists(ctx, id, lists);
  if (caddieId) await linkCaddie(id, caddieId);
  const invitation = await issueLink(ctx, id, "invite");
  return { user: await publishSaved(ctx, id), invitation };
}

/** Makes a new link; the older one is worth nothing from now on. Sessions end when it is used. ADMIN. */
export async function renewInvitation(
  { userId, expectedVersion }: Input<typeof changeUserInput>,
  ctx: CommandContext,
): Promise<Issued> {
  const before = await lockUser(ctx, userId);
  if (before.state === "disabled")
    throw new AppError("USER_DISABLED", "a disabled account gets no link: enable it first");
  checkVersion(before, expectedVersion);
  const invitation = await issueLink(ctx, userId, before.state === "invited" ? "invite" : "reset");
  await writeUser(ctx, before, {});
  return { user: await publishSaved(ctx, userId), invitation };
}

/** Changes who somebody is at the club: name, sign-in, role, lists, caddie. ADMIN. */
export async function updateUser(
  { userId, expectedVersion, ...input }: Input<typeof updateUserInput>,
  ctx: CommandContext,
  linkCaddie: LinkCaddie,
): Promise<User> {
  const before = await lockUser(ctx, userId);
  const { name = before.name, identifier = before.identifier, role = before.role } = input;
  const { caddieId = before.caddieId } = input;
  const lists = [...new Set(input.lists ?? before.lists)].sort((a, b) => a - b);
  const regrants = lists.join() !== before.lists.join();
  const renames = name !== before.name || identifier !== before.identifier || role !== before.role;
  if (!renames && !regrants && caddieId === before.caddieId) return before;
  checkVersion(before, expectedVersion);
  if (role !== before.role) refuseOwnAccess(ctx, userId);
  if (regrants) {
    await checkLists(ctx, lists);
    await ctx.tx.delete(userLists).where(eq(userLists.userId, userId));
    await grantLists(ctx, userId, lists);
  }
  await writeUser(ctx, before, { name, identifier, role });
  if (caddieId !== before.caddieId) await linkCaddie(userId, caddieId);
  revisesAccess(ctx, userId);
  return publishSaved(ctx, userId);
}

/** Closes an account: its sessions end, its link is void. Everything it did stays. ADMIN. */
export async function disableUser(
  { userId, expectedVersion }: Input<typeof changeUserInput>,
  ctx: CommandContext,
): Promise<User> {
  const before = await lockUser(ctx, userId);
  refuseOwnAccess(ctx, userId);
  if (before.state === "disabled") return before;
  checkVersion(before, expectedVersion);
  await writeUser(ctx, before, { disabledAt: ctx.now });
  await voidLinks(ctx, userId);
  await endAllSessions(ctx, userId);
  return publishSaved(ctx, userId);
}

/** Opens a closed account again, with the password that it had; whoever had none needs a new link. ADMIN. */
export async function enableUser(
  { userId, expectedVersion }: Input<typeof changeUserInput>,
  ctx: CommandContext,
): Promise<User> {
  const before = await lockUser(ctx, userId);
  if (before.state !== "disabled") return before;
  checkVersion(before, expectedVersion);
  await writeUser(ctx, before, { disabledAt: null });
  return publishSaved(ctx, userId);
}

/**
 * Uses a link up: the account has this password from now on, and every older session is over. The actor is the
 * account's owner, who has shown the link.
 * @throws AppError LINK_CLOSED
 */
export async function choosePassword(
  { invitationId, passwordHash }: { invitationId: string; passwordHash: string },
  ctx: CommandContext,
): Promise<null> {
  const { userId, organizationId } = ctx.actor;
  await lockInvitation(ctx, invitationId);
  await ctx.tx.update(invitations).set({ usedAt: ctx.now }).where(eq(invitations.id, invitationId));
  await ctx.tx
    .update(users)
    .set({ passwordHash, updatedAt: ctx.now, version: sql`${users.version} + 1` })
    .where(and(eq(users.id, userId), eq(users.organizationId, organizationId)));
  await endAllSessions(ctx, userId);
  await publishSaved(ctx, userId);
  return null;
}

/** What a change of password brings into its transaction: nothing in clear. */
export interface PreparedPassword {
  /** The hash that the present password was checked against; null: it was wrong. */
  checked: string | null;
  /** Of the next one; null: it is the present one. */
  passwordHash: string | null;
}

/** Changes the password of the user who asks, and ends all of his sessions but this one. @throws AppError INVALID */
export async function changePassword(
  { checked, passwordHash }: PreparedPassword,
  ctx: CommandContext,
): Promise<null> {
  const { userId, sessionId } = ctx.actor;
  const [own] = await ctx.tx
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId))
    .for("update");
  // Also when it was changed by another device since it was checked.
  if (checked === null || own?.passwordHash !== checked)
    throw wrong("current", "is not the present password");
  if (passwordHash === null) throw wrong("next", "is the present password");
  await ctx.tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
  await ctx.tx
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId), isNull(sessions.revokedAt)));
  revisesAccess(ctx, userId);
  return null;
}

const wrong = (path: string, message: string) =>
  new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });

/** Keeps the language and theme of the user who asks, for his next device. Nobody is told. */
export async function setPreferences(
  input: Input<typeof setPreferencesInput>,
  ctx: CommandContext,
): Promise<{ locale: Locale | null; theme: Theme | null }> {
  const isOwn = eq(users.id, ctx.actor.userId);
  if (Object.values(input).some((value) => value !== undefined)) {
    await ctx.tx.update(users).set(input).where(isOwn);
  }
  const [own] = await ctx.tx.select({ locale: users.locale, theme: users.theme }).from(users).where(isOwn);
  return { locale: own?.locale ?? null, theme: own?.theme ?? null };
}
