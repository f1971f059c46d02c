import { createAdapter } from "@socket.io/redis-adapter";
import { Redis, type RedisOptions } from "ioredis";
import type { Namespace, Server } from "socket.io";
import type { Logger } from "../telemetry/logger";

const HINT = "log:hint";
const PRESENCE = "presence";
/** Who has not answered by then is left out. */
const ANSWER_MS = 1_000;
/** A connection that hangs without a word is noticed within twice this. */
const CHECK_MS = 2_000;
const RECONNECT_AT_MOST_MS = 1_000;
/** The adapter's number for it on the wire. */
const SERVER_SIDE_EMIT = 6;

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
  /** Tells the other processes something of presence. Lost without harm: they notice and ask. */
  presence(message: unknown): void;
  onPresence(listener: (message: unknown) => void): void;
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
  const isReady = () => publisher.status === "ready" && subscriber.status === "ready";
  let up = true;
  const say = (isUp: boolean, error?: unknown) => {
    if (isUp === up) return;
    up = isUp;
    if (isUp) log.info("redis is back: other processes are told at once again");
    else log.warn({ err: error }, "redis is away: other processes hear of a change within a second");
  };
  for (const client of [publisher, subscriber]) {
    client.on("error", (error: unknown) => say(false, error));
    client.on("ready", () => isReady() && say(true));
    neverReject(client);
  }
  const known = new Set([HINT, PRESENCE]);
  letThrough(subscriber, known, log);
  const local = io.adapter() as new (namespace: Namespace) => object;
  const shared = createAdapter(publisher, subscriber, {
    key: `caddiepro:${name}`,
    requestsTimeout: ANSWER_MS,
  });
  // Called with `new`. The phones' namespace alone is one cluster: screens are told by the process that they hang on.
  io.adapter(function adapterOf(namespace: Namespace) {
    return namespace.name === "/" ? shared(namespace) : new local(namespace);
  } as never);
  // Silence means nothing: only by asking does a client learn that the other end is gone.
  const check = setInterval(() => {
    for (const client of [publisher, subscriber]) if (client.status === "ready") void client.ping();
  }, CHECK_MS).unref();

  return {
    hint: (hints) => void io.serverSideEmit(HINT, hints),
    onHint(listener) {
      io.on(HINT as never, (hints: unknown) => {
        for (const hint of Array.isArray(hints) ? hints : []) if (isHint(hint)) listener(hint);
      });
    },
    presence: (message) => void io.serverSideEmit(PRESENCE, message),
    onPresence: (listener) => void io.on(PRESENCE as never, listener),
    async ask<T>(question: string, input: unknown): Promise<T[]> {
      if (!isReady()) return [];
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
      known.add(question);
      io.on(question as never, (input: unknown, reply: unknown) => {
        if (typeof reply === "function") reply(answer(input));
      });
    },
    isUp: isReady,
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
  for (const command of ["ping", "publish", "subscribe", "psubscribe", "unsubscribe", "punsubscribe"]) {
    const send = bag[command]?.bind(client);
    // The client's own `error` event has said why.
    if (send) bag[command] = (...args) => send(...args).catch(() => undefined);
  }
}

/**
 * Lets through what the processes of this cluster say to each other: hints, questions and answers. The adapter checks
 * nothing of what it reads: rubbish makes it throw, which ends the process, and a stranger's word it obeys, up to
 * "disconnect everybody". Its broadcasts are not heard at all: what clients are told comes from the log alone.
 */
function letThrough(subscriber: Redis, known: ReadonlySet<string>, log: Logger): void {
  const bag = subscriber as unknown as { on: (event: string, listener: Hearing) => Redis };
  const on = bag.on.bind(subscriber);
  bag.on = (event, listener) => {
    if (event === "pmessageBuffer") return subscriber;
    if (event !== "messageBuffer") return on(event, listener);
    return on(event, async (channel, message) => {
      if (!isOurs(message, known)) return log.debug({ channel: String(channel) }, "not for us: dropped");
      try {
        await listener(channel, message);
      } catch (error) {
        log.warn({ err: error }, "another process was not understood");
      }
    });
  };
}
type Hearing = (channel: Buffer, message: Buffer) => unknown;

/** A question or hint that somebody here listens to, or the answer to one. */
function isOurs(message: Buffer, known: ReadonlySet<string>): boolean {
  try {
    const { type, uid, requestId, data } = JSON.parse(String(message)) ?? {};
    if (type !== SERVER_SIDE_EMIT) return false;
    if (uid === undefined) return typeof requestId === "string";
    return typeof uid === "string" && Array.isArray(data) && known.has(data[0]);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function isHint(value: unknown): value is Hint {
  const { organizationId, stream, seq } = (value ?? {}) as Partial<Record<keyof Hint, unknown>>;
  return typeof organizationId === "string" && typeof stream === "string" && typeof seq === "number";
}
