import type { MutationState, QueryClient } from "@tanstack/react-query";
import type { BoardSnapshot } from "../lib/caddies/contract";
import { type Board, type BoardCaddie, findCaddie, placeOf } from "../lib/caddies/reducer";
import { apiFetch } from "../lib/http/fetch";
import type { Cursors, Envelope } from "../lib/realtime/contract";
import {
  applyEnvelope,
  BOARD_KEY,
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

/** All changes of the board share one key and one queue: they go out one after the other, as they were tapped. */
export const CHANGES_KEY = ["board-changes"] as const;
export const CHANGES_SCOPE = "board";

/** How long a row that changed stays marked. */
const MARKED_MS = 2_000;

/** The board of this page: events and snapshots go in here, and nowhere else. */
export class BoardStore {
  /** The board that the server rendered the page with. */
  readonly rendered: BoardCache | undefined;
  readonly #queries: QueryClient;
  readonly #marks = new Map<string, ReturnType<typeof setTimeout>>();
  readonly marked = new Listeners();
  readonly #stored = new Listeners();
  #changed: ReadonlySet<string> = new Set();
  #seed: (cursors: Cursors) => void = () => undefined;
  #asked = 0;
  #merged = 0;
  #loading = 0;
  #backlog: Envelope[] = [];

  constructor(queries: QueryClient, initial: BoardSnapshot | null) {
    this.#queries = queries;
    this.rendered = initial ? cacheFromSnapshot(initial) : undefined;
    if (this.rendered) queries.setQueryData(BOARD_KEY, this.rendered);
  }

  /** `seed` is told where each merged snapshot stands. */
  connect(seed: (cursors: Cursors) => void): void {
    this.#seed = seed;
  }

  get cache(): BoardCache | undefined {
    return this.#queries.getQueryData<BoardCache>(BOARD_KEY);
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
      const stop = this.#stored.subscribe(look);
      look();
    });
  }

  /** The unconfirmed changes, in the order in which they go out. */
  pending(): BoardChange[] {
    const filters = { mutationKey: CHANGES_KEY, status: "pending" } as const;
    const waiting = this.#queries.getMutationCache().findAll(filters);
    return waiting.flatMap((m) => (m.state as MutationState<unknown, Error, BoardChange>).variables ?? []);
  }

  /** A caddie as this page shows him now, taps included, with his place. */
  shown(caddieId: string): { caddie: BoardCaddie; position: number | null } | null {
    const { cache } = this;
    if (!cache) return null;
    const board = withChanges(cache, this.pending());
    const caddie = findCaddie(board, caddieId);
    const list = caddie && board.lists[caddie.listNumber];
    return list ? { caddie, position: placeOf(list, caddieId) } : null;
  }

  #put(next: BoardCache): void {
    const before = this.cache;
    if (before === next) return;
    this.#queries.setQueryData(BOARD_KEY, next);
    if (before) this.#mark(before.board, next.board);
    this.#stored.tell();
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

/** What came while the snapshot was on its way is in it, or follows it. */
function replay(cache: BoardCache, envelope: Envelope): BoardCache {
  return applyEnvelope(cache, envelope);
}
