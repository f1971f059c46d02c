import { createHash } from "node:crypto";
import { and, eq, lt } from "drizzle-orm";
import type { Actor } from "./auth/actor";
import type { Db, Tx } from "./db/client";
import { idempotencyKeys } from "./db/tables";
import { AppError, isAppError, type ProblemBody, problemBody } from "./http/problem";
import type { Cursors } from "./realtime/contract";
import { appendEvents, type Committed, type Publication } from "./realtime/log";
import { storedName } from "./realtime/rooms";
import { type EventMap, type EventName, payloadOf, streamsOf } from "./registry";
import { runtime } from "./runtime";

/** What a command works with. It never opens a transaction, never reads a clock, and never speaks to a socket. */
export interface CommandContext {
  tx: Tx;
  actor: Actor;
  /** The moment of the change: the same in the rows, the history and the events. */
  now: Date;
  /** The Idempotency-Key, if the request had one. */
  opId: string | undefined;
  /** Collects an event for these streams (stored names); it is written as the last statement before COMMIT. */
  publish<E extends EventName>(event: E, streams: string[], data: EventMap[E]): void;
}

export type Command<I, R> = (input: I, context: CommandContext) => Promise<R>;

/** A request as idempotency knows it. */
export interface Keyed {
  key: string;
  /** Method, path and body. */
  request: string;
}

export interface Answer {
  status: number;
  body: { data: unknown; cursors: Cursors } | ProblemBody | null;
  /** It was given before, and nothing was done now. */
  replayed: boolean;
}

const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * Runs a command: the only place that opens a writing transaction. One transaction holds the idempotency row, the
 * change and its events; after COMMIT the events go to this process's tail.
 * @param success status of the answer when it succeeds; 204 has no body
 * @throws whatever is not an expected refusal, or is worth another try (401, 429, 503)
 */
export async function runCommand<I, R>(
  command: Command<I, R>,
  input: I,
  actor: Actor,
  options: { success: number; keyed?: Keyed },
): Promise<Answer> {
  const { keyed } = options;
  try {
    const { answer, committed } = await attempt(command, input, actor, options);
    runtime().tail.committed(committed);
    return answer;
  } catch (error) {
    if (!keyed || !isAppError(error) || ![403, 404, 409, 422].includes(error.status)) throw error;
    // The refusal is the first answer under this key, unless the same request succeeded meanwhile.
    const refusal = { status: error.status, body: problemBody(error), replayed: false };
    return (await claimKey(runtime().database.db, actor, keyed, new Date(), refusal)) ?? refusal;
  }
}

async function attempt<I, R>(
  command: Command<I, R>,
  input: I,
  actor: Actor,
  { success, keyed }: { success: number; keyed?: Keyed },
): Promise<{ answer: Answer; committed: Committed[] }> {
  const now = new Date();
  return runtime().database.db.transaction(async (tx) => {
    const earlier = keyed && (await claimKey(tx, actor, keyed, now));
    if (earlier) return { answer: earlier, committed: [] };
    const publications: Publication[] = [];
    const data = await command(input, {
      tx,
      actor,
      now,
      opId: keyed?.key,
      publish(event, streams, payload) {
        publications.push({ event, streams, data: payloadOf(event).parse(payload) });
      },
    });
    // The answer holds where the streams stand, and that is known only from the flush: the key's row comes after it.
    const committed = await appendEvents(tx, actor.organizationId, publications, now, keyed?.key);
    const body = success === 204 ? null : { data, cursors: cursorsOf(actor, committed) };
    const answer = { status: success, body, replayed: false };
    if (keyed) await storeAnswer(tx, actor, keyed, answer);
    return { answer, committed };
  });
}

/** The heads that this change made in the streams which the actor hears, under their client names. */
function cursorsOf(actor: Actor, committed: readonly Committed[]): Cursors {
  const heard = new Set(streamsOf(actor).map((name) => storedName(name, actor.userId)));
  const own = committed.filter(({ stream }) => heard.has(stream));
  return Object.fromEntries(own.map(({ envelope: { stream, epoch, seq } }) => [stream, { epoch, seq }]));
}

/**
 * Claims a key for this request. A second request with it waits here until the first has ended.
 * @returns the first answer, or null when this request is the first
 * @throws AppError KEY_REUSED when the key belongs to another request
 */
async function claimKey(
  db: Db,
  actor: Actor,
  { key, request }: Keyed,
  now: Date,
  answer?: Answer,
): Promise<Answer | null> {
  const requestHash = createHash("sha256").update(request).digest("hex");
  const row = {
    userId: actor.userId,
    key,
    requestHash,
    createdAt: now,
    status: answer?.status ?? null,
    body: answer?.body,
  };
  const isKey = and(eq(idempotencyKeys.userId, actor.userId), eq(idempotencyKeys.key, key));
  for (;;) {
    const claimed = await db
      .insert(idempotencyKeys)
      .values(row)
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (claimed.length > 0) return null;
    const [first] = await db.select().from(idempotencyKeys).where(isKey);
    if (!first) continue;
    const since = new Date(now.getTime() - KEY_LIFE_MS);
    if (first.createdAt < since) {
      // Another request may be faster: its answer then counts, never the expired one.
      await db.delete(idempotencyKeys).where(and(isKey, lt(idempotencyKeys.createdAt, since)));
      continue;
    }
    if (first.requestHash !== requestHash) {
      throw new AppError("KEY_REUSED", "this Idempotency-Key was used for another request", {
        errors: [{ path: "Idempotency-Key", message: "was used for another request" }],
      });
    }
    return { status: first.status ?? 200, body: first.body as Answer["body"], replayed: true };
  }
}

async function storeAnswer(tx: Tx, actor: Actor, { key }: Keyed, { status, body }: Answer): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ status, body })
    .where(and(eq(idempotencyKeys.userId, actor.userId), eq(idempotencyKeys.key, key)));
}

/** Forgets keys older than 24 hours. */
export async function pruneKeys(db: Db, now: Date): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - KEY_LIFE_MS)));
}
