import { and, eq, lt, sql } from "drizzle-orm";
import type { Actor } from "./auth/actor";
import type { Db, Tx } from "./db/client";
import { isAftermath } from "./db/errors";
import { idempotencyKeys } from "./db/tables";
import { isAppError, problemBody } from "./http/problem";
import {
  type Answer,
  earlierAnswer,
  expiry,
  isKeyTaken,
  type Keyed,
  storeAnswer,
  storeRefusal,
} from "./idempotency";
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
  /**
   * Takes a statement that is under way and whose rows nobody needs: nothing waits for it, and the next statements travel
   * with it. Should it fail, the command has failed, and nothing of it holds.
   */
  send(statement: Promise<unknown>): void;
  /** Collects an event for these streams (stored names); it is written as the last change before COMMIT. */
  publish<E extends EventName>(event: E, streams: string[], data: EventMap[E]): void;
}

export type Command<I, R> = (input: I, context: CommandContext) => Promise<R>;

/** Keys of one user; a club's busiest master makes a few hundred changes a day. */
const KEYS_PER_USER = 10_000;

/**
 * Runs a command: the only place that opens a writing transaction. One transaction holds the change, its events and the
 * answer under the request's key; after COMMIT the events go to this process's tail.
 * @param success status of the answer when it succeeds; 204 has no body
 * @param now the moment of the change, where it is not the clock's
 * @throws whatever is not an expected refusal, or is worth another try (401, 429, 503)
 */
export async function runCommand<I, R>(
  command: Command<I, R>,
  input: I,
  actor: Actor,
  options: { success: number; keyed?: Keyed; now?: Date },
): Promise<Answer> {
  const { keyed } = options;
  const { db } = runtime().database;
  for (;;) {
    try {
      const { answer, committed } = await attempt(command, input, actor, options);
      runtime().tail.committed(committed);
      runtime().afterCommit.tell(committed);
      return answer;
    } catch (error) {
      if (!keyed) throw error;
      if (isKeyTaken(error)) {
        // The same request was answered before, or meanwhile: all of this attempt was rolled back.
        const earlier = await earlierAnswer(db, actor, keyed, new Date());
        if (earlier) return earlier;
        continue;
      }
      if (!isAppError(error) || ![403, 404, 409, 422].includes(error.status)) throw error;
      // The refusal is the first answer under this key, unless the same request succeeded meanwhile.
      const refusal = { status: error.status, body: problemBody(error), replayed: false };
      return (await storeRefusal(db, actor, keyed, new Date(), refusal)) ?? refusal;
    }
  }
}

async function attempt<I, R>(
  command: Command<I, R>,
  input: I,
  actor: Actor,
  { success, keyed, now = new Date() }: { success: number; keyed?: Keyed; now?: Date },
): Promise<{ answer: Answer; committed: Committed[] }> {
  const { db, commands } = runtime().database;
  const unawaited = new Unawaited();
  const work = async (tx: Tx) => {
    const publications: Publication[] = [];
    const data = await command(input, {
      tx,
      actor,
      now,
      opId: keyed?.key,
      send: (statement) => void unawaited.add(statement),
      publish(event, streams, payload) {
        publications.push({ event, streams, data: payloadOf(event).parse(payload) });
      },
    });
    // Not waited for either: COMMIT travels with them. It keeps all of it, or nothing.
    const written = unawaited.add(appendEvents(tx, actor.organizationId, publications, now, keyed?.key));
    const streams = heardBy(
      actor,
      publications.flatMap((publication) => publication.streams),
    );
    const kept = success === 204 ? null : JSON.stringify(data);
    if (keyed)
      void unawaited.add(storeAnswer(tx, actor, keyed, { status: success, data: kept, streams, now }));
    return { data, written };
  };
  const { data, written } = await commands.run(() => unawaited.decide(db.transaction(work)));
  const committed = await written;
  const body = success === 204 ? null : { data, cursors: cursorsOf(actor, committed) };
  return { answer: { status: success, body, replayed: false }, committed };
}

/** Statements of one transaction that nobody waited for. */
class Unawaited {
  readonly #all: Promise<unknown>[] = [];
  #failure: unknown;

  add<T>(statement: Promise<T>): Promise<T> {
    this.#all.push(statement);
    statement.catch((error: unknown) => {
      this.#failure ??= error;
    });
    return statement;
  }

  /**
   * What the transaction has come to. A COMMIT after a failed statement is a ROLLBACK that says nothing of it, so none
   * counts as done before each statement has answered.
   * @throws the failure that began it, not its aftermath
   */
  async decide<T>(transaction: Promise<T>): Promise<T> {
    try {
      const result = await transaction;
      await Promise.all(this.#all);
      return result;
    } catch (error) {
      throw this.#failure && !isAftermath(this.#failure) ? this.#failure : error;
    }
  }
}

/** Of these streams those that the actor hears, each once. */
function heardBy(actor: Actor, streams: readonly string[]): string[] {
  const heard = new Set(streamsOf(actor).map((name) => storedName(name, actor.userId)));
  return [...new Set(streams)].filter((stream) => heard.has(stream));
}

/** The heads that this change made in the streams which the actor hears, under their client names. */
function cursorsOf(actor: Actor, committed: readonly Committed[]): Cursors {
  const heard = heardBy(
    actor,
    committed.map(({ stream }) => stream),
  );
  const own = committed.filter(({ stream }) => heard.includes(stream));
  return Object.fromEntries(own.map(({ envelope: { stream, epoch, seq } }) => [stream, { epoch, seq }]));
}

/** Forgets keys older than 24 hours, and of each user all but the latest 10,000. */
export async function pruneKeys(db: Db, now: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, expiry(now)));
  const busy = await db
    .select({ userId: idempotencyKeys.userId })
    .from(idempotencyKeys)
    .groupBy(idempotencyKeys.userId)
    .having(sql`count(*) > ${KEYS_PER_USER}`);
  for (const { userId } of busy) {
    const ofUser = eq(idempotencyKeys.userId, userId);
    await db.delete(idempotencyKeys).where(
      and(
        ofUser,
        sql`(created_at, key) <= (select created_at, key from ${idempotencyKeys}
          where ${ofUser} order by created_at desc, key desc offset ${KEYS_PER_USER} limit 1)`,
      ),
    );
  }
}
