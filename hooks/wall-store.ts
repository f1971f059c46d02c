import { apiFetch } from "../lib/http/fetch";
import { type Clock, systemClock } from "../lib/realtime/clock";
import type { ConnectionPhase } from "../lib/realtime/connection";
import { Connector } from "../lib/realtime/connector";
import type { PassingEvents } from "../lib/realtime/contract";
import { browserPage, type PageSignals } from "../lib/realtime/page";
import { TIMING } from "../lib/realtime/timing";
import type { WallState } from "../lib/walls/contract";
import { STALE_MS } from "../lib/walls/vocabulary";
import { Listeners } from "./listeners";
import { Age, type Clocks, deviceClocks } from "./wall-age";
import { type Call, Calls } from "./wall-calls";

/** What the server put into the page. */
export interface WallBoot {
  /** Of the program that this page runs. */
  build: string;
  /** null where no screen is behind this page's cookie, or the database was away. */
  state: WallState | null;
  /** Nobody is behind this page's cookie: it must be given a code first. */
  closed: boolean;
  /** False: no sockets; the screen asks every five seconds. */
  live: boolean;
}

interface Options {
  boot: WallBoot;
  onCall: (call: Call) => void;
  clock?: Clock;
  clocks?: Clocks;
  page?: PageSignals;
}

const SHAPE = 1;
/** While what is shown is old, the screen asks by itself this often, whatever the connection says of itself. */
const ASK_MS = 10_000;

/** One screen: its connection, what it was told last, and how long ago. It needs nobody to come back. */
export class WallStore {
  readonly changed = new Listeners();
  readonly #clocks: Clocks;
  readonly #connector: Connector;
  readonly #calls = new Calls();
  readonly #onCall: (call: Call) => void;
  readonly #build: string;
  #state: WallState | null = null;
  #heard: Age | null = null;
  #asked: Age;
  #closed: boolean;
  #outdated = false;

  constructor({ boot, onCall, clock = systemClock, clocks = deviceClocks, page = browserPage }: Options) {
    this.#clocks = clocks;
    this.#onCall = onCall;
    this.#build = boot.build;
    this.#closed = boot.closed;
    this.#asked = new Age(clocks);
    this.#connector = new Connector({
      ...{ url: "/wall", enabled: boot.live, clock, page, timing: TIMING },
      cursors: () => ({}),
      poll: () => this.#ask(),
      ready: async () => undefined,
      envelope: () => undefined,
      signal: (event, payload) => this.#signal(event, payload),
      linked: () => undefined,
      changed: ({ phase }) => this.#moved(phase),
    });
    if (boot.state) this.#take(boot.state);
  }

  start(): void {
    if (!this.#closed) this.#connector.start();
  }

  stop(): void {
    this.#connector.stop();
  }

  /** null: nothing was heard yet, or this is no screen (any more). */
  get state(): WallState | null {
    return this.#state;
  }

  get phase(): ConnectionPhase {
    return this.#connector.state.phase;
  }

  /** This page is no screen: it shows where to type a code, and nothing of the club. */
  get closed(): boolean {
    return this.#closed;
  }

  /** How long ago the server last told, in ms; null before it ever did. Never by comparing two machines' clocks. */
  get ageMs(): number | null {
    return this.#heard?.ms ?? null;
  }

  get stale(): boolean {
    return (this.ageMs ?? 0) > STALE_MS;
  }

  /** The club's time: the server's clock as it was told last, and what has passed since. */
  get now(): Date | null {
    return this.#state && new Date(Date.parse(this.#state.asOf) + (this.ageMs ?? 0));
  }

  /** The server has another program than this page. `must`: this one cannot read what it is told. */
  get outdated(): "no" | "yes" | "must" {
    if (this.#outdated) return "must";
    return this.#state !== null && this.#state.build !== this.#build ? "yes" : "no";
  }

  /** Once a second: whoever hears nothing asks. */
  tick(): void {
    if (this.#closed || !this.stale || this.#asked.ms < ASK_MS) return;
    this.#connector.reconnectNow();
    this.#ask().catch(() => undefined);
  }

  async #ask(): Promise<void> {
    this.#asked = new Age(this.#clocks);
    const before = this.#state;
    const { data } = await apiFetch<{ data: WallState }>("/api/wall");
    // What was told meanwhile is younger than this answer may be.
    if (this.#state === before) this.#take(data);
  }

  #signal(event: string, payload: unknown): void {
    if (event === "wall:state") this.#take(payload as WallState);
    if (event === "session:expired") this.#connector.end();
    if (event === "server:shutdown")
      this.#connector.shutdown((payload as PassingEvents["server:shutdown"]).reconnectInMs);
  }

  #moved(phase: ConnectionPhase): void {
    if (phase === "ended") {
      this.#closed = true;
      // Nothing of the club stays on a screen that was taken away.
      this.#state = null;
      this.#heard = null;
    }
    this.changed.tell();
  }

  #take(state: WallState): void {
    if (this.#closed) return;
    if (state.shape !== SHAPE) {
      this.#outdated = true;
      return this.changed.tell();
    }
    this.#state = state;
    this.#heard = new Age(this.#clocks);
    for (const call of this.#calls.heard(state)) this.#onCall(call);
    this.changed.tell();
  }
}
