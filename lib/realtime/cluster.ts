import { createAdapter } from "@socket.io/redis-adapter";
import { Redis, type RedisOptions } from "ioredis";
import type { Server } from "socket.io";
import type { Logger } from "../telemetry/logger";

/** A hint that takes longer is worth nothing: the poll has been there. */
const ANSWER_MS = 1_000;
/** A connection that died without a word is noticed within this. */
const CHECK_MS = 5_000;
const RECONNECT_AT_MOST_MS = 1_000;

/** Which entry of which stream was committed; the log itself is read from the database. */
export interface Hint {
  organizationId: string;
  stream: string;
  seq: number;
}

export interface Cluster {
  /** Tells the other processes that there is something to read. Lost without harm. */
  hint(hints: readonly Hint[]): void;
  onHint(listener: (hint: Hint) => void): void;
  /** Answers of the other processes, those that came within a second; none while Redis is away. */
  ask<T>(question: string, input: unknown): Promise<T[]>;
  onQuestion<T>(question: string, answer: (input: unknown) => T): void;
  /** Redis answers. */
  isUp(): boolean;
  close(): void;
}

/**
 * Joins the processes that share one database, through Redis. It carries hints, questions and passing signals and
 * nothing of record: dead, flushed or reordering it makes other processes hear of a change by their poll, ≤ 1 s late.
 * @param name tells this database's processes from another's on the same Redis
 */
export function joinCluster(io: Server, url: string, name: string, log: Logger): Cluster {
  const retryStrategy = (attempt: number) => Math.min(attempt * 100, RECONNECT_AT_MOST_MS);
  const common: RedisOptions = {
    retryStrategy,
    connectTimeout: 3_000,
    socketTimeout: CHECK_MS,
    keepAlive: 5_000,
  };
  // What cannot be said now is not said later: a queue of old hints would be a flood on return.
  const publisher = new Redis(url, { ...common, enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  const subscriber = new Redis(url, { ...common, maxRetriesPerRequest: null });
  let up = true;
  const say = (isUp: boolean, error?: unknown) => {
    if (isUp === up) return;
    up = isUp;
    if (isUp) log.info("redis is back: other processes are told at once again");
    else log.warn({ err: error }, "redis is away: other processes hear of a change within a second");
  };
  for (const client of [publisher, subscriber]) {
    client.on("error", (error: unknown) => say(false, error));
    client.on("ready", () => {
      if (publisher.status === "ready" && subscriber.status === "ready") say(true);
    });
    neverReject(client);
  }
  io.adapter(createAdapter(publisher, subscriber, { key: `caddiepro:${name}`, requestsTimeout: ANSWER_MS }));
  // A subscriber waits in silence: only by asking does it learn that the other end is gone.
  const check = setInterval(() => {
    if (subscriber.status === "ready") void subscriber.ping().catch(() => subscriber.disconnect(true));
  }, CHECK_MS).unref();

  return {
    hint: (hints) => void io.serverSideEmit("log:hint", hints),
    onHint(listener) {
      io.on("log:hint" as never, (hints: unknown) => {
        for (const hint of Array.isArray(hints) ? hints : []) if (isHint(hint)) listener(hint);
      });
    },
    async ask<T>(question: string, input: unknown): Promise<T[]> {
      if (!up) return [];
      const late = new Promise<T[]>((resolve) => setTimeout(() => resolve([]), ANSWER_MS * 1.5).unref());
      const answers = new Promise<T[]>((resolve) =>
        // After the time limit it hands over an error and what came until then.
        io.serverSideEmit(question, input, (_error: unknown, answered: T[] | undefined) =>
          resolve(answered ?? []),
        ),
      );
      return Promise.race([answers, late]);
    },
    onQuestion<T>(question: string, answer: (input: unknown) => T) {
      io.on(question as never, (input: unknown, reply: unknown) => {
        if (typeof reply === "function") reply(answer(input));
      });
    },
    isUp: () => up && publisher.status === "ready",
    close() {
      clearInterval(check);
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

/** The adapter lets the promises of its commands go, and a rejection that nobody hears ends the process. */
function neverReject(client: Redis): void {
  const bag = client as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  for (const command of ["publish", "subscribe", "psubscribe", "unsubscribe", "punsubscribe"]) {
    const send = bag[command]?.bind(client);
    // The client's own `error` event has said why.
    if (send) bag[command] = (...args) => send(...args).catch(() => undefined);
  }
}

function isHint(value: unknown): value is Hint {
  const { organizationId, stream, seq } = (value ?? {}) as Partial<Record<keyof Hint, unknown>>;
  return typeof organizationId === "string" && typeof stream === "string" && typeof seq === "number";
}
