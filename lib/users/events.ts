import { ADMINS_STREAM } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { CONTROL_STREAM } from "../realtime/rooms";
import type { User } from "./contract";
import { userById } from "./queries";

/** Tells the admins how an account stands now. */
export async function publishSaved(ctx: CommandContext, userId: string): Promise<User> {
  const { actor, now } = ctx;
  const user = await userById(ctx.tx, actor.organizationId, userId);
  ctx.publish("user:saved", [ADMINS_STREAM], {
    user,
    timestamp: now.toISOString(),
    by: { id: actor.userId, name: actor.name },
  });
  return user;
}

/** What he may see, or whether he may at all, has changed: his live sockets change rooms or close. */
export function revisesAccess(ctx: CommandContext, userId: string): void {
  ctx.publish("access:revised", [CONTROL_STREAM], { userId });
}
