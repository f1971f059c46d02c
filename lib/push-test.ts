import { randomUUID } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type * as z from "zod";
import type { Actor } from "./auth/actor";
import type { Db } from "./db/client";
import { AppError } from "./http/problem";
import type { endpointInput } from "./push/contract";
import { ownDevice } from "./push/queries";
import type { Outcome } from "./push/vocabulary";
import { runtime } from "./runtime";

const tests = new RateLimiterMemory({ points: 10, duration: 60 });

/**
 * Sends a message to a device of whoever asks, at once and outside of any transaction.
 * @throws AppError NOT_FOUND, RATE_LIMITED, UNAVAILABLE
 */
export async function sendTest(
  { endpoint }: z.infer<typeof endpointInput>,
  { db, actor }: { db: Db; actor: Actor },
): Promise<{ id: string; deviceId: string; outcome: Outcome }> {
  const device = await ownDevice(db, actor, endpoint);
  await tests.consume(actor.userId).catch((refused: unknown) => {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfter = refused.msBeforeNext / 1000;
    throw new AppError("RATE_LIMITED", "too many tests: wait before the next one", { retryAfter });
  });
  const id = randomUUID();
  const { push } = runtime();
  if (!push) throw new AppError("UNAVAILABLE", "this server sends no pushes");
  return { id, deviceId: device.id, outcome: await push.test(actor.userId, device, id) };
}
