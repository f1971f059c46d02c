import { Backoff } from "./backoff";
import type { Clock } from "./clock";
import type { ConnectionState } from "./connection";
import { type ConnectionFacts, connectionState, firstFacts, sameState } from "./connection-machine";
import type { Ack, ClientEvent, ClientPayload, Cursors, Envelope, SyncReady } from "./contract";
import { Link, type Loss } from "./link";
import type { PageSignals } from "./page";
import { Poller } from "./poller";
import { Timers } from "./timers";
import { FAILED_TRIES, type Timing } from "./timing";

export interface ConnectorOptions {
  url: string | null;
  enabled: boolean;
  clock: Clock;
  page: PageSignals;
  timing: Timing;
  getToken?: () => Promise<string>;
  cursors(): Cursors;
  poll(): Promise<void>;
  /** Takes `sync:ready`; live once it resolves, a rejection counts as a lost connection. */
  ready(sync: SyncReady): Promise<void>;
  envelope(envelope: Envelope): void;
  /** `confirm`: set where the server waits for an acknowledgement; does nothing once that link is over. */
  signal(event: string, payload: unknown, confirm: (() => void) | null): void;
  /** A link begins (true) or has ended (false). */
  linked(up: boolean): void;
  changed(state: ConnectionState): void;
}

const ENDING = new Set<unknown>(["UNAUTHENTICATED", "TOKEN_EXPIRED"]);

/** Keeps one link alive, comes back by itself, polls meanwhile; says in `ConnectionState` how it stands. */
export class Connector {
  readonly #options: ConnectorOptions;
  readonly #backoff: Backoff;
  readonly #poller: Poller;
  readonly #timers: Timers<"retry" | "ready" | "patience" | "measure">;
  readonly #facts: ConnectionFacts;
  #state: ConnectionState;
  #link: Link | null = null;
  #linkedAt = 0;
  #liveAt = 0;
  #heardAt = 0;
  #tries = 0;
  #shutdownMs: number | null = null;
  /** The server named the present wait: nothing but a person cuts it short. */
  #asked = false;
  #unwatch: (() => void) | null = null;

  constructor(options: ConnectorOptions) {
    const { clock, page, timing, enabled, poll } = options;
    this.#options = options;
    this.#backoff = new Backoff(() => clock.random());
    this.#timers = new Timers(clock);
    this.#facts = firstFacts(enabled);
    this.#poller = new Poller({
      ...{ clock, poll, everyMs: timing.pollEvery },
      allowed: () => page.visible() && !this.#facts.offline,
      polled: ({ at, error }) => this.#polled(at, error),
    });
    this.#state = connectionState(this.#facts);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** @param keptAt when the page was rendered, in ms since 1970, where it comes from the device: it may be old */
  start(keptAt: number | null = null): void {
    if (this.#unwatch) return;
    const offline = !this.#options.page.online();
    if (keptAt !== null) Object.assign(this.#facts, { troubled: true, lastSyncAt: keptAt, offline });
    this.#unwatch = this.#options.page.watch({ wake: () => this.#woken(), offline: () => this.#offline() });
    if (this.#facts.enabled) {
      this.#awaitLive();
      // Not at once: a page that is taken down in the same moment never knocks.
      this.#timers.set("retry", 0, () => this.#connect());
    } else this.#startPolling();
    this.#publish();
  }

  stop(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#halt({});
  }

  end(): void {
    this.#halt({ ended: true });
  }

  reconnectNow(): void {
    if (!this.#unwatch || this.#facts.ended) return;
    this.#poller.kick();
    if (this.#facts.live) void this.#verify();
    else if (this.#facts.enabled) {
      this.#cut();
      this.#connect();
    }
  }

  recall(at: number): void {
    if (!this.#facts.live) Object.assign(this.#facts, { lastSyncAt: at, troubled: true });
    this.#publish();
  }

  /** The server named a moment to come back at; the next loss is its doing. */
  shutdown(reconnectInMs: number): void {
    this.#shutdownMs = reconnectInMs;
  }

  /** Ends the present link as lost. */
  drop(by: Loss["by"]): void {
    if (this.#link) this.#lost({ code: null, by });
  }

  /** Null without a link or an answer. */
  async emit<E extends ClientEvent>(event: E, payload: ClientPayload<E>): Promise<Ack | null> {
    return (await this.#link?.emit(event, payload, this.#options.timing.ack)) ?? null;
  }

  #connect(): void {
    const { url, getToken, cursors, envelope, clock, timing } = this.#options;
    this.#timers.clear("retry");
    this.#facts.nextTryAt = null;
    this.#linkedAt = clock.now();
    this.#link = new Link(url, async () => ({ token: await getToken?.(), cursors: cursors() }), {
      envelope,
      passing: (event, payload, confirm) => this.#signal(event, payload, confirm),
      heard: () => this.#heard(),
      lost: (loss) => this.#lost(loss),
    });
    this.#options.linked(true);
    this.#timers.set("ready", timing.ready, () => this.drop("network"));
    this.#publish();
  }

  #signal(event: string, payload: unknown, confirm: (() => void) | null): void {
    if (event === "sync:ready") void this.#ready(payload as SyncReady);
    this.#options.signal(event, payload, confirm);
  }

  async #ready(sync: SyncReady): Promise<void> {
    const link = this.#link;
    this.#timers.clear("ready");
    const ready = await this.#options.ready(sync).then(
      () => true,
      () => false,
    );
    if (link !== this.#link) return;
    if (!ready) return this.drop("server");
    this.#heardAt = this.#liveAt = this.#options.clock.now();
    this.#tries = 0;
    this.#timers.clear("patience");
    this.#poller.stop();
    Object.assign(this.#facts, { live: true, offline: false, polling: false, pollOk: null });
    this.#publish();
    // Once more when the rush of arriving is over.
    void this.#measure(this.#options.timing.steady);
  }

  #lost(loss: Loss): void {
    const { clock, timing } = this.#options;
    const wasLive = this.#facts.live;
    // A server that accepts and cuts at once is not worth a fresh start: the waits keep growing.
    if (wasLive && clock.now() - this.#liveAt >= timing.steady) this.#backoff.reset();
    this.#cut();
    if (ENDING.has(loss.code)) {
      this.end();
      return;
    }
    const lossBy = this.#shutdownMs === null ? loss.by : "server";
    Object.assign(this.#facts, { live: false, troubled: true, lossBy });
    if (wasLive) this.#awaitLive();
    else this.#tries += 1;
    if (this.#tries >= FAILED_TRIES) this.#startPolling();
    const wait = this.#nextWait(loss);
    this.#facts.nextTryAt = clock.now() + wait;
    this.#timers.set("retry", wait, () => this.#connect());
    this.#publish();
  }

  #nextWait({ code }: Loss): number {
    const shutdown = this.#shutdownMs;
    this.#shutdownMs = null;
    const usual = this.#backoff.next();
    this.#asked = code === "RATE_LIMITED" || shutdown !== null;
    if (code === "RATE_LIMITED") return this.#options.timing.rateLimited + usual;
    // The device may be wrong about its network, so the tries go on, but calmly.
    if (this.#facts.offline) return this.#options.timing.pollEvery;
    // The usual wait is the jitter here: a club that was told one moment must not come in one moment.
    return shutdown === null ? usual : shutdown + usual;
  }

  #halt(facts: Partial<ConnectionFacts>): void {
    this.#poller.stop();
    this.#cut();
    this.#timers.clear("patience");
    Object.assign(this.#facts, { live: false, polling: false, nextTryAt: null, ...facts });
    this.#publish();
  }

  #cut(): void {
    if (this.#facts.live) this.#facts.lastSyncAt = this.#heardAt;
    this.#facts.doubtful = false;
    this.#link?.close();
    this.#link = null;
    this.#options.linked(false);
    for (const name of ["retry", "ready", "measure"] as const) this.#timers.clear(name);
  }

  #awaitLive(): void {
    this.#timers.set("patience", this.#options.timing.patience, () => this.#startPolling());
  }

  #startPolling(): void {
    if (this.#facts.polling || this.#facts.ended) return;
    Object.assign(this.#facts, { polling: true, pollOk: null });
    this.#poller.start();
    this.#publish();
  }

  #polled(at: number, error: unknown): void {
    if (typeof error === "object" && error !== null && "code" in error && ENDING.has(error.code)) {
      this.end();
      return;
    }
    this.#facts.pollOk = error === null;
    if (error === null) {
      this.#facts.lastSyncAt = Math.max(at, this.#facts.lastSyncAt ?? 0);
      // Whoever answers a request will answer a socket: no need to sit out the wait.
      if (this.#facts.enabled && !this.#link && !this.#asked) this.#connect();
    }
    this.#publish();
  }

  #heard(): void {
    this.#heardAt = this.#options.clock.now();
    if (this.#heardAt - (this.#state.lastSyncAt ?? 0) >= this.#options.timing.heardEvery) this.#publish();
  }

  #offline(): void {
    this.#facts.offline = true;
    this.drop("network");
    this.#publish();
  }

  #woken(): void {
    const { page, clock, timing } = this.#options;
    if (page.online()) this.#facts.offline = false;
    // An attempt that has just begun is as good as a new one.
    const fresh = this.#link !== null && clock.now() - this.#linkedAt < timing.roundTrip;
    if (this.#facts.live || !fresh) this.reconnectNow();
    this.#publish();
  }

  /** A socket that does not answer in time is dead, whatever it says of itself. */
  async #verify(): Promise<void> {
    if (this.#facts.doubtful) return;
    const link = this.#link;
    // Until it has answered the page does not claim to be live: what it shows may be hours old.
    this.#facts.doubtful = true;
    this.#publish();
    const answered = await this.#measure();
    if (link !== this.#link) return;
    this.#facts.doubtful = false;
    if (answered) return this.#publish();
    this.drop("network");
    this.reconnectNow();
  }

  async #measure(againIn = this.#options.timing.measureEvery): Promise<boolean> {
    const { clock, timing } = this.#options;
    this.#timers.set("measure", againIn, () => void this.#measure());
    const link = this.#link;
    const from = clock.now();
    const ack = await link?.emit("ping:rtt", {}, timing.roundTrip);
    if (!ack || link !== this.#link) return false;
    this.#facts.rttMs = clock.now() - from;
    this.#publish();
    return true;
  }

  #publish(): void {
    if (this.#facts.live) this.#facts.lastSyncAt = this.#heardAt;
    const next = connectionState(this.#facts);
    if (sameState(next, this.#state)) return;
    this.#state = next;
    this.#options.changed(next);
  }
}
