import { type Clock, systemClock } from "./clock";
import type { ConnectionState } from "./connection";
import { Connector } from "./connector";
import type {
  Ack,
  ClientEvent,
  ClientPayload,
  Cursors,
  Envelope,
  PassingEvents,
  Since,
  SyncReady,
} from "./contract";
import { browserPage, type PageSignals } from "./page";
import { Streams } from "./streams";
import { CONFIRM_WITHIN_MS, TIMING, type Timing } from "./timing";

export interface RealtimeOptions {
  /** Socket server; null: the page's own origin. */
  url: string | null;
  /** False: no socket is ever tried, the page polls. */
  enabled: boolean;
  /** Where the page's snapshot stands. */
  cursors: Cursors;
  /** A fresh token for each attempt; without it the session cookie speaks. */
  getToken?: () => Promise<string>;
  /** Fetches the page's snapshots anew, while not live. A rejection whose `code` is UNAUTHENTICATED ends the session. */
  poll(): Promise<void>;
  /** Loads snapshots of these streams and resolves with their cursors; a rejection counts as a lost connection. */
  onReset(streams: string[]): Promise<Cursors>;
  /** Whether `onReset` gives this stream's cursor; any other begins at the head that the server names. */
  covers(stream: string): boolean;
  clock?: Clock;
  page?: PageSignals;
  timing?: Partial<Timing>;
}

type Passing = keyof PassingEvents;

/**
 * The one connection of a page: it connects, tells where it stands, applies what it missed and what
 * comes, each once and in order, and comes back by itself. Knows no domain and no framework.
 */
export class RealtimeClient {
  /** How it stood before it began: what the server rendered the page with. */
  readonly rendered: ConnectionState;
  readonly #options: RealtimeOptions;
  readonly #streams: Streams;
  readonly #connector: Connector;
  readonly #subscribers = new Set<(envelope: Envelope) => void>();
  readonly #passing = new Map<string, Set<(payload: never) => void>>();
  readonly #watchers = new Set<() => void>();

  constructor(options: RealtimeOptions) {
    const { clock = systemClock, page = browserPage, url, enabled, getToken, poll, covers } = options;
    this.#options = options;
    this.#streams = new Streams(
      {
        clock,
        covers,
        apply: (envelope) => {
          for (const subscriber of this.#subscribers) subscriber(envelope);
        },
        ask: (stream, { epoch, seq }) => this.#since({ stream, epoch, after: seq }),
        reload: (streams) => void this.reset(streams).catch(() => this.#connector.drop("server")),
      },
      options.cursors,
    );
    this.#connector = new Connector({
      ...{ url, enabled, clock, page, getToken, poll, timing: { ...TIMING, ...options.timing } },
      cursors: () => this.cursors(),
      ready: (sync) => this.#ready(sync),
      envelope: (envelope) => this.#streams.take(envelope),
      signal: (event, payload, confirm) => this.#signal(event, payload, confirm),
      linked: (up) => (up ? this.#streams.resume() : this.#streams.pause()),
      changed: () => {
        for (const watcher of [...this.#watchers]) watcher();
      },
    });
    this.rendered = this.#connector.state;
  }

  /** Begins; in the browser only. @param keptAt when the page was rendered, where it comes from the device */
  start(keptAt: number | null = null): void {
    this.#connector.start(keptAt);
  }

  /** Ends everything; `start` begins again. */
  stop(): void {
    this.#connector.stop();
  }

  /** The button: tries at once, whatever the plan was. */
  reconnectNow(): void {
    this.#connector.reconnectNow();
  }

  /** What the page shows is older than it: from then, in ms since 1970. Until it is live it says so. */
  recall(at: number): void {
    this.#connector.recall(at);
  }

  /** The session is over: nothing is tried any more until somebody signs in. */
  end(): void {
    this.#connector.end();
  }

  /** Forgets these streams and loads their snapshot; what arrives meanwhile is held. */
  async reset(streams: string[]): Promise<void> {
    this.#streams.forget(streams);
    this.#streams.seed(await this.#options.onReset(streams));
  }

  /** Moves streams to a snapshot's cursors; never back within an epoch. */
  seed(cursors: Cursors): void {
    this.#streams.seed(cursors);
  }

  cursors(): Cursors {
    return this.#streams.cursors();
  }

  /** Resolves true once all of these are applied here, false after `timeoutMs`. */
  reached(cursors: Cursors, timeoutMs: number): Promise<boolean> {
    return this.#streams.reached(cursors, timeoutMs);
  }

  /** Each event of record, in order, once; returns the function that ends it. */
  subscribe(handler: (envelope: Envelope) => void): () => void {
    this.#subscribers.add(handler);
    return () => {
      this.#subscribers.delete(handler);
    };
  }

  /** Each passing signal of that name; returns the function that ends it. */
  on<E extends Passing>(event: E, handler: (payload: PassingEvents[E]) => void): () => void {
    const handlers = this.#passing.get(event) ?? new Set<(payload: never) => void>();
    this.#passing.set(event, handlers.add(handler));
    return () => {
      handlers.delete(handler);
    };
  }

  /** Never rejects: without a connection or an answer the ack says UNAVAILABLE. */
  async emit<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Ack> {
    const ack = await this.#connector.emit(event, payload);
    return ack ?? { ok: false, error: { code: "UNAVAILABLE", message: "no answer" } };
  }

  getState(): ConnectionState {
    return this.#connector.state;
  }

  onState(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => {
      this.#watchers.delete(listener);
    };
  }

  async #ready(sync: SyncReady): Promise<void> {
    const lost = this.#streams.ready(sync);
    if (lost.length === 0) return;
    await this.reset(lost);
    // A stream that no snapshot speaks for goes on from the head.
    const known = this.cursors();
    for (const stream of lost) {
      const head = sync.streams[stream];
      if (head && !known[stream]) this.seed({ [stream]: { epoch: head.epoch, seq: head.seq } });
    }
  }

  #signal(event: string, payload: unknown, confirm: (() => void) | null): void {
    if (event === "sync:heads") void this.#heads(payload as PassingEvents["sync:heads"], confirm);
    if (event === "session:expired") this.end();
    if (event === "server:shutdown") {
      this.#connector.shutdown((payload as PassingEvents["server:shutdown"]).reconnectInMs);
    }
    for (const handler of this.#passing.get(event) ?? []) handler(payload as never);
  }

  /** The acknowledgement is this page's word that it shows all that the heads name: late or never, it says nothing. */
  async #heads({ streams }: PassingEvents["sync:heads"], confirm: (() => void) | null): Promise<void> {
    this.#streams.heads(streams);
    if (confirm && (await this.#streams.reached(streams, CONFIRM_WITHIN_MS))) confirm();
  }

  async #since(payload: ClientPayload<"stream:since">): Promise<Since | null> {
    const ack = await this.emit("stream:since", payload);
    return ack.ok ? (ack.data as Since) : null;
  }
}
