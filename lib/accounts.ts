import type * as z from "zod";
import type { Actor } from "./auth/actor";
import { linkAccount } from "./caddies/commands";
import type { CommandContext } from "./commands";
import type { Db } from "./db/client";
import { runtime } from "./runtime";
import { inviteUser, type LinkCaddie, updateUser } from "./users/commands";
import type {
  Issued,
  inviteUserInput,
  ListedUser,
  ListUsers,
  User,
  UserSession,
  updateUserInput,
} from "./users/contract";
import { listUsers, requireUserAdmin, sessionsOf, userById } from "./users/queries";

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
