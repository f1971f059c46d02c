import { Backoff } from "../../lib/realtime/backoff";
import type { Envelope, SyncReady } from "../../lib/realtime/contract";
import { TIMING } from "../../lib/realtime/timing";
import { Account } from "./account";
import { now } from "./clock";
import { WireClient } from "./wire-client";

export interface ReturningOptions {
  port: number;
  /** Empty for a bare Socket.IO server, which knows neither sessions nor cursors. */
  token: string;
  /** 0 ≤ x < 1, for the waits. */
  random: () => number;
  /** It is connected and at the head again; on the shared clock. */
  back(at: number): void;
  /** An event that was made while it was away came this many milliseconds after the server's own time of it. */
  caughtUp(afterMs: number): void;
}

const PATH = "/socket.io/?EIO=4&transport=websocket";
const OPEN = 0x30;
const PING = 0x32;

/**
 * A phone that comes back by itself, by its cursors, after the waits of the product's own client. It does not poll meanwhile:
 * the page does so only after three failed tries or six seconds.
 */
export class ReturningClient {
  readonly account = new Account();
  readonly #options: ReturningOptions;
  readonly #backoff: Backoff;
  #wire: WireClient | null = null;
  #timer: NodeJS.Timeout | undefined;
  #liveAt: number | null = null;
  #offlineMs: number | null = null;
  #stopped = false;
  /** Attempts that the server answered with a refusal. */
  refused = 0;
  /** Times that a live connection ended. */
  losses = 0;

  constructor(options: ReturningOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
  }

  get live(): boolean {
    return this.#liveAt !== null;
  }

  connect(): void {
    const wire = new WireClient({
      port: this.#options.port,
      path: PATH,
      message: (payload) => {
        if (wire === this.#wire) this.#take(wire, payload);
      },
      closed: () => {
        if (wire === this.#wire) this.#lost();
      },
    });
    this.#wire = wire;
  }

  /** Cuts the connection with RST. Away for `offlineMs` it does not even try; after that it tries at once. */
  cut(offlineMs: number | null = null): void {
    this.#offlineMs = offlineMs;
    this.#wire?.cut();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#wire?.close();
  }

  #take(wire: WireClient, payload: Buffer): void {
    const { token } = this.#options;
    if (payload[0] === OPEN) {
      wire.send(token ? `40${JSON.stringify({ token, cursors: this.account.cursors })}` : "40");
    } else if (payload[0] === PING && payload.length === 1) wire.send("3");
    else if (payload[0] === 0x34 && payload[1] === 0x34) this.refused++;
    else if (payload[0] === 0x34 && payload[1] === 0x30 && token === "") this.#back();
    else if (payload[0] === 0x34 && payload[1] === 0x32) this.#heard(payload.toString("utf8", 2));
  }

  #heard(text: string): void {
    const [event, given] = JSON.parse(text) as [string, unknown];
    if (event === "sync:ready") {
      this.account.ready(given as SyncReady);
      this.#back();
    } else if (typeof given === "object" && given !== null && "seq" in given) {
      const envelope = given as Envelope;
      const next = this.account.take(envelope);
      if (next && !this.live) this.#options.caughtUp(Date.now() - Date.parse(envelope.timestamp));
    }
  }

  #back(): void {
    if (this.live) return;
    this.#liveAt = now();
    this.#options.back(this.#liveAt);
  }

  #lost(): void {
    this.#wire = null;
    if (this.#stopped) return;
    if (this.#liveAt !== null) {
      this.losses++;
      if (now() - this.#liveAt >= TIMING.steady) this.#backoff.reset();
    }
    this.#liveAt = null;
    const wait = this.#offlineMs ?? this.#backoff.next();
    this.#offlineMs = null;
    this.#timer = setTimeout(() => this.connect(), wait);
  }
}
