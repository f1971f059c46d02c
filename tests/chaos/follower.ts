import type { Cursors, Envelope, Since, SyncReady } from "@/lib/realtime/contract";
import type { Chance } from "../harness/chance";
import { now } from "../load/clock";
import type { ClientRecord } from "./records";
import { WireLink } from "./wire-link";

export interface FollowerPlan {
  name: string;
  userId: string;
  token: string;
  port: number;
  /** Where the snapshot stands that this client has. */
  start: Cursors;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 3_000;
const GAP_MS = 200;

/**
 * A light client written from the protocol's page alone: a cursor per stream, next → apply, known → drop, early → hold
 * and ask. It costs little enough that a thousand of them fit into one process.
 */
export class Follower {
  readonly record: ClientRecord;
  /** Connected and told that it is up to date. */
  ready = false;
  readonly #plan: FollowerPlan;
  readonly #chance: Chance;
  readonly #changed: () => void;
  readonly #early = new Map<string, Envelope>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #link: WireLink | null = null;
  #failures = 0;
  #returnInMs = 0;
  #over = false;

  constructor(plan: FollowerPlan, chance: Chance, changed: () => void) {
    this.#plan = plan;
    this.#chance = chance;
    this.#changed = changed;
    const { name, userId, start } = plan;
    const seen = { steps: [], arrivals: 0, shutdowns: 0, oddities: [] };
    this.record = { name, userId, start: { ...start }, end: { ...start }, ...seen };
  }

  get cursors(): Cursors {
    return this.record.end;
  }

  connect(): void {
    if (this.#over) return;
    this.#returnInMs = 0;
    this.#link = new WireLink(this.#plan.port, {
      auth: () => ({ token: this.#plan.token, cursors: this.cursors }),
      event: (name, payload) => this.#event(name, payload),
      refused: (code) => this.#refused(code),
      lost: () => this.#lost(),
    });
  }

  /** Stops reading, as a phone in a tunnel does; the connection stays. */
  sleep(): void {
    this.#link?.sleep();
  }

  wake(): void {
    this.#link?.wake();
  }

  stop(): void {
    this.#over = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#link?.close();
  }

  #lost(): void {
    if (this.#over) return;
    this.ready = false;
    const usual = Math.min(FIRST_WAIT_MS * 2 ** this.#failures++, LONGEST_WAIT_MS);
    this.#later(this.#returnInMs + usual * (0.2 + 0.8 * this.#chance.next()), () => this.connect());
  }

  #refused(code: string): void {
    // The database is away: like any loss. Everything else would be the scenario's own mistake.
    if (code !== "UNAVAILABLE") this.#odd(`was refused: ${code}`);
  }

  #event(event: string, payload: unknown): void {
    if (event === "sync:ready") return this.#welcome(payload as SyncReady);
    if (event === "sync:heads") return this.#compare((payload as { streams: Cursors }).streams);
    if (event === "server:shutdown") {
      this.record.shutdowns++;
      this.#returnInMs = (payload as { reconnectInMs: number }).reconnectInMs;
      return;
    }
    if (event === "session:expired" || event === "error")
      this.#odd(`was told ${event}: ${JSON.stringify(payload)}`);
    if (typeof payload === "object" && payload !== null && "seq" in payload) this.#take(payload as Envelope);
  }

  #welcome({ streams }: SyncReady): void {
    const lost = Object.entries(streams).filter(([, { reset }]) => reset);
    for (const [stream, { seq, reset }] of Object.entries(streams)) {
      const own = this.cursors[stream]?.seq;
      if (!reset && own !== seq)
        this.#odd(`was told that ${stream} is at ${seq} after a replay up to ${own}`);
    }
    if (lost.length > 0) return void this.#reload(lost.map(([stream]) => stream));
    this.#arrived();
  }

  #arrived(): void {
    this.ready = true;
    this.#failures = 0;
    this.record.arrivals++;
    this.#changed();
  }

  #compare(heads: Cursors): void {
    for (const [stream, head] of Object.entries(heads))
      if ((this.cursors[stream]?.seq ?? 0) < head.seq) void this.#ask(stream);
  }

  #take(envelope: Envelope): void {
    const { stream, epoch, seq, id } = envelope;
    const own = this.cursors[stream];
    if (own && own.epoch !== epoch) return this.#odd(`heard ${stream} of another epoch`);
    if (own && seq > own.seq + 1) {
      this.#early.set(`${stream} ${seq}`, envelope);
      this.#later(GAP_MS, () => {
        if ((this.cursors[stream]?.seq ?? 0) < seq) void this.#ask(stream);
      });
      return;
    }
    if (own && seq <= own.seq) return;
    this.record.steps.push([stream, epoch, seq, id, now()]);
    this.cursors[stream] = { epoch, seq };
    this.#next(stream, seq);
  }

  #next(stream: string, seq: number): void {
    const next = this.#early.get(`${stream} ${seq + 1}`);
    this.#early.delete(`${stream} ${seq + 1}`);
    if (next) this.#take(next);
    else this.#changed();
  }

  async #ask(stream: string): Promise<void> {
    const cursor = this.cursors[stream];
    if (!cursor) return;
    const ack = await this.#link?.ask("stream:since", { stream, epoch: cursor.epoch, after: cursor.seq });
    if (!ack?.ok) return;
    const since = ack.data as Since;
    if ("reset" in since) return this.#reload([stream]);
    for (const envelope of since.events) this.#take(envelope);
  }

  /** The log reaches no further back: the snapshot, from the server itself. */
  async #reload(streams: string[]): Promise<void> {
    const { port, token } = this.#plan;
    const answer = await fetch(`http://127.0.0.1:${port}/api/caddies`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    if (answer?.status !== 200) {
      await answer?.arrayBuffer();
      this.#link?.cut();
      return;
    }
    const { cursors } = (await answer.json()) as { cursors: Cursors };
    const known = Object.fromEntries(Object.entries(cursors).filter(([stream]) => streams.includes(stream)));
    this.record.steps.push({ cursors: known, forgot: streams });
    for (const [stream, cursor] of Object.entries(known)) {
      this.cursors[stream] = cursor;
      this.#next(stream, cursor.seq);
    }
    this.#arrived();
  }

  #later(ms: number, task: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#over) task();
    }, ms);
    this.#timers.add(timer);
  }

  #odd(what: string): void {
    if (this.record.oddities.length < 5) this.record.oddities.push(what);
  }
}
