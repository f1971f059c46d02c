import type { Clock } from "./clock";
import type { Cursor, Cursors, Envelope, Since, SyncReady } from "./contract";
import { type Accepted, accept, emptyStream, reaches, type StreamState, seed } from "./cursor";
import { GAP_PATIENCE_MS } from "./timing";

export interface StreamsOptions {
  clock: Clock;
  /** Called in order, each envelope once. A throw means that the view is broken: its stream is loaded anew. */
  apply(envelope: Envelope): void;
  /** `stream:since`; null when nobody answered. */
  ask(stream: string, cursor: Cursor): Promise<Since | null>;
  /** These streams can only be had by a snapshot. */
  reload(streams: string[]): void;
  /** Whether a snapshot gives this stream's cursor; any other begins at the head that the server names. */
  covers(stream: string): boolean;
}

const RETRY_MS = 1_000;
/** Questions that brought nothing new before the snapshot is loaded instead. */
const FRUITLESS = 3;

/** All streams of one page: what was applied of each, what is missing, and who waits for it. */
export class Streams {
  readonly #options: StreamsOptions;
  readonly #states = new Map<string, StreamState>();
  readonly #gaps = new Map<string, () => void>();
  readonly #asking = new Set<string>();
  readonly #fruitless = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  #open = false;

  constructor(options: StreamsOptions, cursors: Cursors) {
    this.#options = options;
    this.seed(cursors);
  }

  /** What the server is told on connecting: the streams that have a cursor. */
  cursors(): Cursors {
    const known = [...this.#states].flatMap(([name, { cursor }]) =>
      cursor ? [[name, cursor] as const] : [],
    );
    return Object.fromEntries(known);
  }

  take(envelope: Envelope): void {
    const { stream } = envelope;
    const taken = accept(this.#states.get(stream) ?? emptyStream, envelope);
    if (taken.foreign) this.#reload([stream]);
    else this.#settle(stream, taken);
  }

  /** Moves streams to a snapshot's cursors; never back within an epoch. */
  seed(cursors: Cursors): void {
    for (const [stream, cursor] of Object.entries(cursors)) {
      this.#settle(stream, seed(this.#states.get(stream) ?? emptyStream, cursor));
    }
  }

  /** Drops what is known of these streams; what arrives meanwhile is held until the next cursor. */
  forget(streams: readonly string[]): void {
    for (const stream of streams) {
      this.#quiet(stream);
      this.#states.set(stream, emptyStream);
    }
    this.#wake();
  }

  /** Takes `sync:ready`; returns the streams that a snapshot must give before the page is current. */
  ready({ streams }: SyncReady): string[] {
    return Object.entries(streams).flatMap(([name, { epoch, seq, reset }]) =>
      reset || !this.#follow(name, { epoch, seq }) ? [name] : [],
    );
  }

  /** Takes `sync:heads`: whoever is behind asks. */
  heads(heads: Cursors): void {
    const lost = Object.entries(heads).flatMap(([name, head]) => (this.#follow(name, head) ? [] : [name]));
    if (lost.length > 0) this.#reload(lost);
  }

  /** Resolves true once every given stream that this page follows is applied that far, false after `timeoutMs`. */
  reached(cursors: Cursors, timeoutMs: number): Promise<boolean> {
    const arrived = () =>
      Object.entries(cursors).every(([name, cursor]) => {
        const state = this.#states.get(name);
        return !state || reaches(state.cursor, cursor);
      });
    if (arrived()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (result: boolean) => {
        cancel();
        this.#waiting.delete(look);
        resolve(result);
      };
      const look = () => {
        if (arrived()) end(true);
      };
      const cancel = this.#options.clock.after(timeoutMs, () => end(false));
      this.#waiting.add(look);
    });
  }

  /** A connection is there to be asked. */
  resume(): void {
    this.#open = true;
  }

  /** The connection is gone: nothing can be asked, the next handshake asks for all. */
  pause(): void {
    this.#open = false;
    for (const stream of [...this.#gaps.keys()]) this.#quiet(stream);
  }

  /** False when only a snapshot helps. */
  #follow(stream: string, head: Cursor): boolean {
    const cursor = this.#states.get(stream)?.cursor;
    if (!cursor) {
      if (this.#options.covers(stream)) return false;
      this.seed({ [stream]: head });
      return true;
    }
    if (cursor.epoch !== head.epoch) return false;
    if (cursor.seq < head.seq) void this.#ask(stream);
    return true;
  }

  #settle(stream: string, { state, apply, gap }: Accepted): void {
    this.#states.set(stream, state);
    if (apply.length > 0) this.#fruitless.delete(stream);
    try {
      for (const envelope of apply) this.#options.apply(envelope);
    } catch (error) {
      // Heard by whoever listens for errors of the page; the snapshot heals the view.
      globalThis.reportError?.(error);
      this.#reload([stream]);
      return;
    }
    if (!gap) this.#quiet(stream);
    else if (!this.#gaps.has(stream)) this.#askIn(stream, GAP_PATIENCE_MS);
    this.#wake();
  }

  #askIn(stream: string, ms: number): void {
    this.#quiet(stream);
    if (!this.#open) return;
    this.#gaps.set(
      stream,
      this.#options.clock.after(ms, () => {
        this.#gaps.delete(stream);
        void this.#ask(stream);
      }),
    );
  }

  async #ask(stream: string): Promise<void> {
    const cursor = this.#states.get(stream)?.cursor;
    if (!cursor || this.#asking.has(stream)) return;
    this.#asking.add(stream);
    const since = await this.#options.ask(stream, cursor);
    this.#asking.delete(stream);
    if (!this.#open) return;
    if (since === null) return this.#again(stream);
    if ("reset" in since || since.epoch !== cursor.epoch) return this.#reload([stream]);
    for (const envelope of since.events) this.take(envelope);
    const now = this.#states.get(stream);
    const behind = now?.cursor && (now.cursor.seq < since.seq || now.held.size > 0);
    if (behind && now.cursor && now.cursor.seq > cursor.seq) return this.#ask(stream);
    if (behind) this.#again(stream);
  }

  /** Asks once more later; when that keeps being in vain, the snapshot it is. */
  #again(stream: string): void {
    const tries = (this.#fruitless.get(stream) ?? 0) + 1;
    this.#fruitless.set(stream, tries);
    if (tries < FRUITLESS) this.#askIn(stream, RETRY_MS);
    else this.#reload([stream]);
  }

  #reload(streams: string[]): void {
    for (const stream of streams) this.#fruitless.delete(stream);
    this.#options.reload(streams);
  }

  #quiet(stream: string): void {
    this.#gaps.get(stream)?.();
    this.#gaps.delete(stream);
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }
}
