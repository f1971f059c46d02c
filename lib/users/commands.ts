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
import { CONTROL_STREAM } from "../realtime/rooms";
import type { Logger } from "../telemetry/logger";
import type { Metrics } from "../telemetry/metrics";
import { suspicious } from "../telemetry/suspicion";
import type { setPreferencesInput } from "./contract";
import { findCredentials } from "./queries";
import { sessions, users } from "./tables";
import type { Locale, Theme } from "./vocabulary";

/**
 * Opens a session for an identifier and a password; alike in text and time for an unknown user and a wrong password.
 * The one write without an actor: nobody is signed in yet.
 * @param address what failures are counted under
 * @throws AppError BAD_CREDENTIALS, RATE_LIMITED
 */
export async function openSession(
  db: Db,
  { identifier, password }: { identifier: string; password: string },
  address: string,
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
  await db.insert(sessions).values({ id: sessionId, userId: user.id, createdAt, expiresAt });
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
  ctx.publish("access:revised", [CONTROL_STREAM], { userId });
  return null;
}

/** Ends all sessions of the user who asks, on every device. */
export async function signOutEverywhere(_input: unknown, ctx: CommandContext): Promise<null> {
  const { userId } = ctx.actor;
  await ctx.tx
    .update(users)
    .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, userId));
  await ctx.tx.delete(sessions).where(eq(sessions.userId, userId));
  ctx.publish("access:revised", [CONTROL_STREAM], { userId });
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
  ctx.publish("access:revised", [CONTROL_STREAM], { userId });
  return null;
}

const wrong = (path: string, message: string) =>
  new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });

/** Keeps the language and theme of the user who asks, for his next device. Nobody is told. */
export async function setPreferences(
  input: z.infer<typeof setPreferencesInput>,
  ctx: CommandContext,
): Promise<{ locale: Locale | null; theme: Theme | null }> {
  const isOwn = eq(users.id, ctx.actor.userId);
  if (Object.values(input).some((value) => value !== undefined)) {
    await ctx.tx.update(users).set(input).where(isOwn);
  }
  const [own] = await ctx.tx.select({ locale: users.locale, theme: users.theme }).from(users).where(isOwn);
  return { locale: own?.locale ?? null, theme: own?.theme ?? null };
}
