import type { ListedUser, User } from "./contract";

/**
 * Puts an account as it is now into what a page knows of it. Pure, and idempotent by the account's version: an older
 * word changes nothing. Who is not among them stays out: where he belongs, search and order decide on the server.
 */
export function reduceUsers(users: readonly ListedUser[], saved: User): readonly ListedUser[] {
  const known = users.find(({ id }) => id === saved.id);
  if (!known || known.version >= saved.version) return users;
  // Seen and online are no part of a change, and what is known of them may be younger.
  const { online, lastSeenAt } = known;
  return users.map((user) =>
    user === known ? { ...saved, online, lastSeenAt: lastSeenAt ?? saved.lastSeenAt } : user,
  );
}
