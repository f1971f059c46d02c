import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { clubOf } from "../organizations/queries";
import type { User } from "./contract";
import { isOwnAccess } from "./policy";
import { requireUserAdmin, userById } from "./queries";
import { invitations, users } from "./tables";

/**
 * Locks the club's admins in the order of their ids: changes of accounts go one after the other, and the one who asks is
 * still an admin when his turn comes. With "nobody takes away his own access" that leaves every club one admin at least.
 * Sign-ins and the board, which refer to these rows, do not wait for it.
 * @throws AppError FORBIDDEN
 */
export async function lockAdmins(ctx: CommandContext): Promise<void> {
  requireUserAdmin(ctx.actor);
  const { organizationId, userId } = ctx.actor;
  const admins = await ctx.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.role, "ADMIN"),
        isNull(users.disabledAt),
        isNotNull(users.passwordHash),
      ),
    )
    .orderBy(asc(users.id))
    .for("no key update");
  if (!admins.some(({ id }) => id === userId)) {
    throw new AppError("FORBIDDEN", "your own access was changed meanwhile");
  }
}

/**
 * Locks the club's admins, then an account, and reads it. The order (admins, account, caddie, lists, streams) is the
 * same everywhere, so none waits crosswise.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function lockUser(ctx: CommandContext, userId: string): Promise<User> {
  await lockAdmins(ctx);
  const { organizationId } = ctx.actor;
  await ctx.tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.id, userId)))
    .for("no key update");
  return userById(ctx.tx, organizationId, userId);
}

/**
 * Locks the account behind a link, then the link.
 * @throws AppError LINK_CLOSED when it was used, voided or ran out meanwhile
 */
export async function lockInvitation(ctx: CommandContext, invitationId: string): Promise<void> {
  const [user] = await ctx.tx
    .select({ disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, ctx.actor.userId))
    .for("no key update");
  const [link] = await ctx.tx
    .select()
    .from(invitations)
    .where(eq(invitations.id, invitationId))
    .for("update");
  if (!user || !link || user.disabledAt || link.voidedAt) throw linkClosed("replaced");
  if (link.usedAt) throw linkClosed("used");
  if (link.expiresAt <= ctx.now) throw linkClosed("expired");
}

/** A link that opens nothing any more; `state` tells the page which words to show. */
export const linkClosed = (state: "used" | "expired" | "replaced") =>
  new AppError("LINK_CLOSED", `this link is ${state}`, { members: { state } });

/** @throws AppError VERSION_CONFLICT with the present state */
export function checkVersion(user: User, expected: number | undefined): void {
  if (expected === undefined || expected === user.version) return;
  throw new AppError("VERSION_CONFLICT", "somebody changed this account meanwhile", {
    members: { current: user },
  });
}

/** @throws AppError OWN_ACCESS */
export function refuseOwnAccess(ctx: CommandContext, userId: string): void {
  if (isOwnAccess(ctx.actor, userId))
    throw new AppError("OWN_ACCESS", "nobody can take away his own access: another admin has to");
}

/** @throws AppError INVALID that names `lists` */
export async function checkLists(ctx: CommandContext, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  const { lists } = await clubOf(ctx.tx, ctx.actor.organizationId);
  if (numbers.every((number) => lists.some((list) => list.number === number))) return;
  throw invalid("lists", "names a list that this club has not");
}

export const identifierTaken = () => invalid("identifier", "is taken");

const invalid = (path: string, message: string) =>
  new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });
