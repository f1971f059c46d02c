import type * as z from "zod";
import type { Actor } from "./auth/actor";
import { hashPassword, verifyPassword } from "./auth/password";
import { throttled } from "./auth/throttle";
import type { Db } from "./db/client";
import { addressOf } from "./http/origin";
import type { PreparedPassword } from "./users/commands";
import type { changePasswordInput } from "./users/contract";
import { ownCredentials } from "./users/queries";

/**
 * Checks the present password and hashes the next one, outside of any transaction. Counted with the sign-ins of the same
 * identifier: whoever found a phone unlocked has no more guesses here than at the door.
 * @throws AppError RATE_LIMITED
 */
export async function preparePassword(
  { current, next }: z.infer<typeof changePasswordInput>,
  { db, actor, request }: { db: Db; actor: Actor; request: Request },
): Promise<PreparedPassword> {
  const { identifier, passwordHash } = await ownCredentials(db, actor.userId);
  const right = await throttled(identifier, addressOf(request.headers), async () =>
    (await verifyPassword(passwordHash, current)) ? true : null,
  );
  if (!right) return { checked: null, passwordHash: null };
  return { checked: passwordHash, passwordHash: next === current ? null : await hashPassword(next) };
}
