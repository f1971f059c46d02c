import { ADMINS_STREAM } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { CONTROL_STREAM } from "../realtime/rooms";
import type { User } from "./contract";
import { userById } from "./queries";

/** Tells the admins how an account stands now. */
export async function publishSaved(ctx: CommandContext, userId: string): Promise<User> {
  const user = await userById(ctx.tx, ctx.actor.organizationId, userId);
  tellSaved(ctx, user);
  return user;
}

/** The same for many who are known already. */
export function tellSaved({ actor, now, publish }: CommandContext, user: User): void {
  const by = { id: actor.userId, name: actor.name };
  publish("user:saved", [ADMINS_STREAM], { user, timestamp: now.toISOString(), by });
}

/** What he may see, or whether he may at all, has changed: his live sockets change rooms or close. */
export function revisesAccess(ctx: CommandContext, userId: string): void {
  ctx.publish("access:revised", [CONTROL_STREAM], { userId });
}
