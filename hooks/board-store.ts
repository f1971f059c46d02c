import type { BoardSnapshot } from "../lib/caddies/contract";
import { type Board, findCaddie, placeOf } from "../lib/caddies/reducer";
import { apiFetch } from "../lib/http/fetch";
import type { Cursors, Envelope } from "../lib/realtime/contract";
import {
  applyEnvelope,
  type BoardCache,
  type BoardChange,
  cacheFromSnapshot,
  changedCaddies,
  neverRewind,
  remember,
  withChanges,
  withoutCursors,
} from "./board-cache";
import { Listeners } from "./listeners";
import type { Standing } from "./predict";
import { retryDelay } from "./retry-delay";

/** How long a row that changed stays marked. */
const MARKED_MS = 2_000;
/** Of a page that came without a board; then it says so. */
const LOAD_TRIES = 3;

/** The board of this page: events and snapshots go in here, and nowhere else. */
export class BoardStore {
  /** The board that the server rendered the page with. */
  readonly rendered: BoardCache | undefined;
  readonly #pending: () => readonly BoardChange[];
  readonly #marks = new Map<string, ReturnType<typeof setTimeout>>();
  readonly marked = new Listeners();
  readonly stored = new Listeners();
  #cache: BoardCache | undefined;
  #first: Promise<void> | null = null;
  #failed = false;
  #changed: ReadonlySet<string> = new Set();
  #seed: (cursors: Cursors) => void = () => undefined;
  #asked = 0;
  #merged = 0;
  #loading = 0;
  #backlog: Envelope[] = [];

  /** @param pending the unconfirmed changes, in the order in which they go out */
  constructor(initial: BoardSnapshot | null, pending: () => readonly BoardChange[]) {
    this.#pending = pending;
    this.rendered = initial ? cacheFromSnapshot(initial) : undefined;
    this.#cache = this.rendered;
  }

  /** `seed` is told where each merged snapshot stands. */
  connect(seed: (cursors: Cursors) => void): void {
    this.#seed = seed;
  }

  get cache(): BoardCache | undefined {
    return this.#cache;
  }

  /** There is no board, and it could not be loaded. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Ids of the caddies who changed in the last 2 s. */
  get changed(): ReadonlySet<string> {
    return this.#changed;
  }

  /** Takes the next envelope of a stream. @throws Error when one is missing before it */
  apply(envelope: Envelope): void {
    if (this.#loading > 0) this.#backlog.push(envelope);
    const { cache } = this;
    if (cache) this.#put(applyEnvelope(cache, envelope));
  }

  /** Loads the board of a page that has none, with patience; then `failed` says so. */
  load(): Promise<void> {
    this.#first ??= this.#loadFirst().finally(() => {
      this.#first = null;
    });
    return this.#first;
  }

  async #loadFirst(): Promise<void> {
    this.#fail(false);
    for (let attempt = 0; attempt < LOAD_TRIES && !this.cache; attempt++) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, retryDelay(attempt)));
      await this.refresh().catch(() => undefined);
    }
    this.#fail(!this.cache);
  }

  /** The last board that this device kept, where it knows more than the page came with. @returns whether it does */
  recall(kept: BoardCache): boolean {
    const merged = this.cache ? neverRewind(kept, this.cache) : kept;
    if (this.cache && !isAhead(kept.cursors, this.cache.cursors)) return false;
    this.#put({ ...merged, ops: kept.ops });
    this.#seed(merged.cursors);
    return true;
  }

  /** Fetches the snapshot and merges it. @throws ApiProblem, NetworkError */
  async refresh(confirmed?: string): Promise<BoardCache> {
    this.#asked += 1;
    const turn = this.#asked;
    this.#loading += 1;
    try {
      const snapshot = await apiFetch<BoardSnapshot>("/api/caddies");
      const known = this.cache;
      // An answer to an older question says nothing new.
      if (known && turn < this.#merged) return known;
      this.#merged = turn;
      return this.merge(snapshot, confirmed);
    } finally {
      this.#loading -= 1;
      if (this.#loading === 0) this.#backlog = [];
    }
  }

  /** @param confirmed Idempotency-Key of a change that the snapshot is known to hold */
  merge(snapshot: BoardSnapshot, confirmed?: string): BoardCache {
    const fetched = this.#backlog.reduce(replay, neverRewind(this.cache, cacheFromSnapshot(snapshot)));
    const merged = confirmed ? { ...fetched, ops: remember(fetched.ops, confirmed) } : fetched;
    this.#put(merged);
    this.#seed(merged.cursors);
    return merged;
  }

  /** Loads these streams anew, whatever was heard of them; resolves with where they stand then. */
  async reset(streams: readonly string[]): Promise<Cursors> {
    const { cache } = this;
    if (!cache) return {};
    this.#put(withoutCursors(cache, streams));
    return (await this.refresh()).cursors;
  }

  /** Resolves true once the board holds the change of that key, false after `timeoutMs`. */
  holds(opId: string, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (held: boolean) => {
        clearTimeout(timer);
        stop();
        resolve(held);
      };
      const look = () => {
        if (this.cache?.ops.includes(opId)) end(true);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      const stop = this.stored.subscribe(look);
      look();
    });
  }

  /** A caddie as this page shows him now, taps included, with his place. */
  shown(caddieId: string): Standing | null {
    const { cache } = this;
    if (!cache) return null;
    const board = withChanges(cache, this.#pending());
    const caddie = findCaddie(board, caddieId);
    const list = caddie && board.lists[caddie.listNumber];
    return list ? { caddie, position: placeOf(list, caddieId) } : null;
  }

  #put(next: BoardCache): void {
    const before = this.cache;
    if (before === next) return;
    this.#cache = next;
    if (before) this.#mark(before.board, next.board);
    this.stored.tell();
  }

  #fail(failed: boolean): void {
    if (this.#failed === failed) return;
    this.#failed = failed;
    this.stored.tell();
  }

  #mark(before: Board, after: Board): void {
    if (before === after) return;
    const ids = changedCaddies(before, after);
    if (ids.length === 0) return;
    for (const id of ids) {
      clearTimeout(this.#marks.get(id));
      const fade = () => {
        this.#marks.delete(id);
        this.#publishMarks();
      };
      this.#marks.set(id, setTimeout(fade, MARKED_MS));
    }
    this.#publishMarks();
  }

  #publishMarks(): void {
    this.#changed = new Set(this.#marks.keys());
    this.marked.tell();
  }
}

/** Of some stream it has heard more, and of none from another time. */
function isAhead(own: Cursors, other: Cursors): boolean {
  const streams = Object.entries(other);
  const sameTime = streams.every(([name, { epoch }]) => own[name] === undefined || own[name].epoch === epoch);
  return sameTime && streams.some(([name, { seq }]) => (own[name]?.seq ?? 0) > seq);
}

/** What came while the snapshot was on its way is in it, or follows it. */
function replay(cache: BoardCache, envelope: Envelope): BoardCache {
  return applyEnvelope(cache, envelope);
}
