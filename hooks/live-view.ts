import type { RealtimeClient } from "../lib/realtime/client";
import type { Cursors, Envelope } from "../lib/realtime/contract";
import { Listeners } from "./listeners";

interface Snapshot<S> {
  state: S;
  cursors: Cursors;
}

interface LiveViewOptions<S> {
  client: RealtimeClient;
  /** What the page was rendered with. */
  initial: Snapshot<S>;
  fetch(): Promise<Snapshot<S>>;
  /** Pure; what is of no concern leaves the state as it is. */
  reduce(state: S, envelope: Envelope): S;
}

/**
 * A view beside the board, kept by the page's own events. Its code may come long after the page: it counts along in the
 * streams that its snapshot names, and asks for the snapshot anew whenever it could have missed one of their entries.
 */
export class LiveView<S> {
  readonly changed = new Listeners();
  readonly #options: LiveViewOptions<S>;
  #state: S;
  #cursors: Cursors;
  #loading: Promise<void> | null = null;
  #backlog: Envelope[] = [];
  #stale = false;

  constructor(options: LiveViewOptions<S>) {
    this.#options = options;
    this.#state = options.initial.state;
    this.#cursors = options.initial.cursors;
  }

  readonly read = (): S => this.#state;

  /** Begins to listen; returns the function that ends it. */
  start(): () => void {
    const { client } = this.#options;
    const ends = [
      client.subscribe((envelope) => this.#take(envelope)),
      client.on("sync:ready", ({ streams }) => this.#compare(streams)),
      client.on("sync:heads", ({ streams }) => this.#compare(streams)),
      // Lists came or went, and what is said to them.
      client.on("access:changed", () => void this.refresh()),
    ];
    this.#compare(client.cursors());
    return () => {
      for (const end of ends) end();
    };
  }

  /** Loads the snapshot; resolves when it is here, or could not be had. One is under way at a time. */
  refresh(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
      this.#backlog = [];
      if (this.#stale) void this.refresh();
    });
    return this.#loading;
  }

  /** A change that this page makes itself, before or beside its event. */
  put(change: (state: S) => S): void {
    this.#put(change(this.#state));
  }

  async #load(): Promise<void> {
    this.#stale = false;
    try {
      const { state, cursors } = await this.#options.fetch();
      this.#cursors = cursors;
      this.#put(state);
      // What came while it was on its way is in it, or follows it.
      for (const envelope of this.#backlog) this.#apply(envelope);
    } catch {
      // The next heads, or the next connection, ask again.
      this.#stale = false;
    }
  }

  #take(envelope: Envelope): void {
    if (this.#loading) this.#backlog.push(envelope);
    this.#apply(envelope);
  }

  #apply(envelope: Envelope): void {
    const { stream, epoch, seq } = envelope;
    const own = this.#cursors[stream];
    if (!own || (own.epoch === epoch && seq <= own.seq)) return;
    if (own.epoch !== epoch || seq !== own.seq + 1) return this.#missed();
    this.#cursors = { ...this.#cursors, [stream]: { epoch, seq } };
    this.#put(this.#options.reduce(this.#state, envelope));
  }

  #compare(heads: Cursors): void {
    const behind = Object.entries(this.#cursors).some(([stream, own]) => {
      const head = heads[stream];
      return head !== undefined && (head.epoch !== own.epoch || head.seq > own.seq);
    });
    if (behind) this.#missed();
  }

  #missed(): void {
    if (this.#loading) this.#stale = true;
    else void this.refresh();
  }

  #put(state: S): void {
    if (state === this.#state) return;
    this.#state = state;
    this.changed.tell();
  }
}
