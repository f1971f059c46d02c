import { randomUUID } from "node:crypto";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type * as z from "zod";
import { deviceOf } from "../auth/device";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { runtime } from "../runtime";
import type { endpointInput, Subscribed, subscribeInput, Tested } from "./contract";
import { mayPushTo } from "./policy";
import { settleDevice } from "./statements";
import { pushSubscriptions } from "./tables";
import { type Outcome, SUBSCRIPTIONS_MOST } from "./vocabulary";

type Subscription = z.infer<typeof subscribeInput> & { device: string | null };

/** Adds what only the request tells: on what device. */
export async function describeDevice(
  input: z.infer<typeof subscribeInput>,
  { request }: { request: Request },
): Promise<Subscription> {
  return { ...input, device: deviceOf(request.headers.get("user-agent")) };
}

/**
 * Sends notices of whoever asks to this device from now on, as long as this session lasts; the device's last owner gets
 * none there any more.
 * @throws AppError INVALID for an address that no push service has
 */
export async function subscribe(input: Subscription, ctx: CommandContext): Promise<Subscribed> {
  const { endpoint, keys, device, replaces } = input;
  const { userId, sessionId } = ctx.actor;
  const isDevice = eq(pushSubscriptions.endpoint, endpoint);
  const [known] = await ctx.tx.select().from(pushSubscriptions).where(isDevice).for("update");
  const same =
    known?.userId === userId &&
    known.sessionId === sessionId &&
    known.p256dh === keys.p256dh &&
    known.auth === keys.auth;
  if (known && same) return { id: known.id };
  if (!mayPushTo(endpoint, runtime().env.PUSH_ALLOWED_ORIGINS)) {
    const errors = [{ path: "endpoint", message: "is not the address of a push service" }];
    throw new AppError("INVALID", "endpoint: is not the address of a push service", { errors });
  }
  if (replaces !== undefined && replaces !== endpoint) await forget(ctx, replaces);
  const facts = { userId, sessionId, ...keys, device, createdAt: ctx.now, lastOkAt: null, failures: 0 };
  const [kept] = await ctx.tx
    .insert(pushSubscriptions)
    .values({ id: randomUUID(), endpoint, ...facts })
    .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: facts })
    .returning({ id: pushSubscriptions.id });
  await keepLatest(ctx);
  return { id: kept?.id ?? "" };
}

async function keepLatest(ctx: CommandContext): Promise<void> {
  const surplus = ctx.tx
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.userId, ctx.actor.userId))
    .orderBy(
      desc(sql`greatest(${pushSubscriptions.createdAt}, ${pushSubscriptions.lastOkAt})`),
      desc(pushSubscriptions.id),
    )
    .offset(SUBSCRIPTIONS_MOST);
  await ctx.tx.delete(pushSubscriptions).where(inArray(pushSubscriptions.id, surplus));
}

/** Sends nothing more to this device of whoever asks. */
export async function unsubscribe(
  { endpoint }: z.infer<typeof endpointInput>,
  ctx: CommandContext,
): Promise<null> {
  await forget(ctx, endpoint);
  return null;
}

async function forget(ctx: CommandContext, endpoint: string): Promise<void> {
  const isOwn = eq(pushSubscriptions.userId, ctx.actor.userId);
  await ctx.tx.delete(pushSubscriptions).where(and(eq(pushSubscriptions.endpoint, endpoint), isOwn));
}

/** Notes how the sending of a test went, which was before this transaction. */
export async function noteTest(
  { id, deviceId, outcome }: { id: string; deviceId: string; outcome: Outcome },
  ctx: CommandContext,
): Promise<Tested> {
  await settleDevice(ctx.tx, deviceId, outcome, ctx.now);
  return { id, outcome };
}
