import type * as z from "zod";
import type { Actor } from "./auth/actor";
import { lockNamed } from "./caddies/changes";
import { linkAccount } from "./caddies/commands";
import { linkNewAccounts } from "./caddies/statements";
import type { CommandContext } from "./commands";
import type { Db } from "./db/client";
import { runtime } from "./runtime";
import { inviteUser, type LinkCaddie, updateUser } from "./users/commands";
import type {
  Issued,
  IssuedMany,
  inviteCaddiesInput,
  inviteUserInput,
  ListedUser,
  ListUsers,
  User,
  UserSession,
  updateUserInput,
} from "./users/contract";
import { tellSaved } from "./users/events";
import { lockAdmins } from "./users/locks";
import { listUsers, requireUserAdmin, sessionsOf, userById, usersByIds } from "./users/queries";
import { addInvited } from "./users/statements";

/** Accounts, caddies and live connections together: what none of them may know of the others. */
interface Asked {
  db: Db;
  actor: Actor;
}

const linkIn =
  (ctx: CommandContext): LinkCaddie =>
  (userId, caddieId) =>
    linkAccount({ userId, caddieId }, ctx);

/** Invites somebody, and makes him the caddie whom he is. ADMIN. */
export const inviteAccount = (input: z.infer<typeof inviteUserInput>, ctx: CommandContext): Promise<Issued> =>
  inviteUser(input, ctx, linkIn(ctx));

/**
 * Makes an account and a link for each of these caddies who has none yet, all of them or nobody. ADMIN.
 * @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function inviteCaddies(
  { caddieIds }: z.infer<typeof inviteCaddiesInput>,
  ctx: CommandContext,
): Promise<IssuedMany> {
  await lockAdmins(ctx);
  const found = await lockNamed(ctx, caddieIds);
  const skipped = found.filter(({ userId }) => userId !== null).map(({ id }) => id);
  // On paper they lie as one looks for them: by list, then by name.
  const waiting = found
    .filter(({ userId }) => userId === null)
    .sort((a, b) => a.listNumber - b.listNumber || a.name.localeCompare(b.name, "es"));
  if (waiting.length === 0) return { issued: [], skipped };
  const made = await addInvited(
    ctx,
    waiting.map(({ name }) => name),
  );
  const links = made.map(({ userId }, i) => ({ userId, caddieId: waiting[i]?.id ?? "" }));
  await linkNewAccounts(ctx.tx, links);
  const accounts = await usersByIds(
    ctx.tx,
    ctx.actor.organizationId,
    made.map(({ userId }) => userId),
  );
  const issued = accounts.flatMap((user, i) => {
    const [invitation, caddie] = [made[i]?.invitation, waiting[i]];
    tellSaved(ctx, user);
    return invitation && caddie ? [{ user, invitation, listNumber: caddie.listNumber }] : [];
  });
  return { issued, skipped };
}

/** Changes an account, and whose caddie it is. ADMIN. */
export const updateAccount = (input: z.infer<typeof updateUserInput>, ctx: CommandContext): Promise<User> =>
  updateUser(input, ctx, linkIn(ctx));

/** Who of the club has a live connection to this process, by user and by session. */
function online({ organizationId }: Actor): { users: Set<string>; sessions: Set<string> } {
  const live = runtime().realtime?.actorsOf(organizationId) ?? [];
  return {
    users: new Set(live.map(({ userId }) => userId)),
    sessions: new Set(live.map(({ sessionId }) => sessionId)),
  };
}

/** One page of the club's accounts. @throws AppError FORBIDDEN, INVALID */
export async function listAccounts(
  input: ListUsers,
  { db, actor }: Asked,
): Promise<{ data: ListedUser[]; nextCursor: string | null }> {
  const { data, nextCursor } = await listUsers(db, actor, input);
  const { users } = online(actor);
  return { data: data.map((user) => ({ ...user, online: users.has(user.id) })), nextCursor };
}

/** @throws AppError FORBIDDEN, NOT_FOUND */
export async function accountOf(
  { userId }: { userId: string },
  { db, actor }: Asked,
): Promise<{ data: ListedUser }> {
  requireUserAdmin(actor);
  const user = await userById(db, actor.organizationId, userId);
  return { data: { ...user, online: online(actor).users.has(userId) } };
}

/** Where somebody is signed in. @throws AppError FORBIDDEN, NOT_FOUND */
export async function devicesOf(
  { userId }: { userId: string },
  { db, actor }: Asked,
): Promise<{ data: UserSession[] }> {
  const found = await sessionsOf(db, actor, userId);
  const { sessions } = online(actor);
  return { data: found.map((session) => ({ ...session, online: sessions.has(session.id) })) };
}
