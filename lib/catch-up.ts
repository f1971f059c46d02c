import * as z from "zod";
import type { Actor } from "./auth/actor";
import { AppError } from "./http/problem";
import { cursorSchema, REPLAY_LIMIT, type Since, streamNameSchema } from "./realtime/contract";
import { storedName } from "./realtime/rooms";
import { streamsOf } from "./registry";
import { runtime } from "./runtime";

export const eventsSinceInput = z.strictObject({
  stream: streamNameSchema,
  epoch: cursorSchema.shape.epoch,
  after: z.coerce.number().pipe(cursorSchema.shape.seq),
  limit: z.coerce.number().int().min(1).max(REPLAY_LIMIT).default(REPLAY_LIMIT),
});

/**
 * The log, to catch up without a socket: the same answer as `stream:since`, cut to `limit` entries; `seq` is then the
 * last one given.
 * @throws AppError NOT_FOUND for a stream that is not the viewer's
 */
export async function eventsSince(
  { stream, epoch, after, limit }: z.infer<typeof eventsSinceInput>,
  { actor }: { actor: Actor },
): Promise<{ data: Since }> {
  if (!streamsOf(actor).includes(stream)) throw new AppError("NOT_FOUND", "there is no such stream");
  const since = await runtime().tail.since(
    actor.organizationId,
    storedName(stream, actor.userId),
    epoch,
    after,
  );
  if ("reset" in since || since.events.length <= limit) return { data: since };
  const events = since.events.slice(0, limit);
  return { data: { events, epoch: since.epoch, seq: events.at(-1)?.seq ?? after } };
}
