import { now, pause } from "./clock";
import { WireClient } from "./wire-client";

export interface AudienceSpec {
  name: string;
  port: number;
  kind: "socket.io" | "ws";
  /** One connection each; a bare peer is given empty tokens. */
  tokens: string[];
  /** What the last packet of a successful connection begins with. */
  readyAt: string;
  /** Milliseconds between two `ping:rtt` of a client; without it none is sent. */
  rttEveryMs?: number;
  /** The connections are made evenly over so many milliseconds, so that their heartbeats are too. */
  overMs?: number;
}

/** One broadcast as a whole audience heard it; times on the shared clock. */
export interface Heard {
  audience: string;
  nth: number;
  first: number;
  last: number;
  bytes: number;
  /** Clients that got other bytes than the first one did. */
  unequal: number;
}

const AT_ONCE = 40;
const EVENT = Buffer.from('42["caddie:');
const REFUSAL = Buffer.from("44");
const OPEN = 0x30;
const PING = 0x32;

/** Clients that watch one server. The nth event of each client is the nth broadcast: a socket keeps the order. */
export class Audience {
  readonly #spec: AudienceSpec;
  readonly #heard: (heard: Heard) => void;
  readonly #clients: WireClient[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #pending = new Map<number, Heard & { count: number }>();
  #lost = 0;
  #closing = false;
  /** The first event as it came, without the packet's type: what the peers are told to send. */
  sample = "";

  constructor(spec: AudienceSpec, heard: (heard: Heard) => void) {
    this.#spec = spec;
    this.#heard = heard;
  }

  /** Resolves once every client is told that it is up to date. */
  async connect(): Promise<void> {
    await this.grow(this.#spec.tokens);
    const every = this.#spec.rttEveryMs;
    if (every) this.#clients.forEach((client, n) => this.#measureRoundTrips(client, every, n));
  }

  /** More clients; all of an audience must have heard the same. */
  async grow(tokens: readonly string[]): Promise<void> {
    const { overMs } = this.#spec;
    const queue = [...tokens];
    const some = async () => {
      for (let token = queue.pop(); token !== undefined; token = queue.pop()) {
        await this.#open(token);
        if (overMs) await pause(overMs / tokens.length);
      }
    };
    await Promise.all(Array.from({ length: overMs ? 1 : AT_ONCE }, some));
  }

  traffic(): { received: number; sent: number; lost: number; clients: number } {
    const sums = { received: 0, sent: 0, lost: this.#lost, clients: this.#clients.length };
    for (const { bytes } of this.#clients) {
      sums.received += bytes.received;
      sums.sent += bytes.sent;
    }
    return sums;
  }

  close(): void {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const client of this.#clients) client.close();
  }

  #open(token: string): Promise<void> {
    const { port, kind, readyAt, name } = this.#spec;
    return new Promise((resolve, reject) => {
      let nth = 0;
      let ready = false;
      const begin = Buffer.from(readyAt);
      const client = new WireClient({
        port,
        path: kind === "ws" ? "/" : "/socket.io/?EIO=4&transport=websocket",
        message: (payload) => {
          if (isEvent(payload)) this.#count(++nth, payload);
          else if (payload[0] === PING && payload.length === 1) client.send("3");
          else if (payload[0] === OPEN && kind === "socket.io") client.send(`40${JSON.stringify({ token })}`);
          if (!ready && payload.subarray(0, begin.length).equals(begin)) {
            ready = true;
            resolve();
          } else if (!ready && payload.subarray(0, REFUSAL.length).equals(REFUSAL)) {
            reject(new Error(`${name}: refused, ${payload.toString("utf8", REFUSAL.length)}`));
          }
        },
        closed: () => {
          if (!this.#closing) this.#lost++;
          reject(new Error(`${name}: a connection was closed`));
        },
      });
      this.#clients.push(client);
    });
  }

  #count(nth: number, payload: Buffer): void {
    const at = now();
    let entry = this.#pending.get(nth);
    if (!entry) {
      this.sample ||= payload.toString("utf8", 2);
      const { name } = this.#spec;
      entry = { audience: name, nth, first: at, last: at, bytes: payload.length, unequal: 0, count: 0 };
      this.#pending.set(nth, entry);
    }
    entry.count++;
    if (payload.length !== entry.bytes) entry.unequal++;
    if (entry.count < this.#clients.length) return;
    this.#pending.delete(nth);
    const { count: _, ...heard } = entry;
    this.#heard({ ...heard, last: at });
  }

  /** Spread over the interval, as phones are that were opened at different times. */
  #measureRoundTrips(client: WireClient, everyMs: number, nth: number): void {
    const ask = () => client.send('420["ping:rtt",{}]');
    const first = setTimeout(
      () => {
        ask();
        this.#timers.push(setInterval(ask, everyMs));
      },
      (everyMs * nth) / this.#clients.length,
    );
    this.#timers.push(first);
  }
}

const isEvent = (payload: Buffer) =>
  payload.length > EVENT.length && EVENT.equals(payload.subarray(0, EVENT.length));
