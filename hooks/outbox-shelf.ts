import type { Cursors } from "../lib/realtime/contract";
import type { BoardChange } from "./board-cache";
import { newEntry, type OutboxEntry } from "./outbox-entry";

/** What the windows of one person on one device tell each other. */
export type OutboxNews =
  /** There is something else on the shelf. */
  | { kind: "changed" }
  /** It is done, and the streams stand here. */
  | { kind: "sent"; opId: string; cursors?: Cursors }
  /** It will not be done. */
  | { kind: "gone"; opIds: string[] }
  /** He signed out. */
  | { kind: "left" };

/** Where one person's changes wait. All of it may reject, when the device has no room or lets go of its memory. */
export interface OutboxShelf {
  /** What lies on it outlives a reload. */
  readonly durable: boolean;
  /** In the order of their numbers. */
  all(): Promise<OutboxEntry[]>;
  /** Puts it behind all others. */
  add(change: BoardChange): Promise<OutboxEntry>;
  put(entries: readonly OutboxEntry[]): Promise<void>;
  remove(entries: readonly OutboxEntry[]): Promise<void>;
  /** Forgets all of it, and whatever a window may still be about to add that was tapped until now. */
  clear(): Promise<void>;
  /** While it runs, no other window does the same. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  tell(news: OutboxNews): void;
  onNews(listener: (news: OutboxNews) => void): void;
  close(): void;
}

/** The shelf of a page that the device lends no memory: it ends with the page. */
export class MemoryShelf implements OutboxShelf {
  readonly durable = false;
  #entries: readonly OutboxEntry[];
  #last: number;

  constructor(entries: readonly OutboxEntry[] = []) {
    this.#entries = entries;
    this.#last = entries.at(-1)?.seq ?? 0;
  }

  async all(): Promise<OutboxEntry[]> {
    return [...this.#entries];
  }

  async add(change: BoardChange): Promise<OutboxEntry> {
    this.#last += 1;
    const entry = newEntry(this.#last, change);
    this.#entries = [...this.#entries, entry];
    return entry;
  }

  async put(entries: readonly OutboxEntry[]): Promise<void> {
    const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
    this.#entries = this.#entries.map((entry) => bySeq.get(entry.seq) ?? entry);
  }

  async remove(entries: readonly OutboxEntry[]): Promise<void> {
    const gone = new Set(entries.map(({ seq }) => seq));
    this.#entries = this.#entries.filter(({ seq }) => !gone.has(seq));
  }

  async clear(): Promise<void> {
    this.#entries = [];
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  tell(): void {}
  onNews(): void {}
  close(): void {}
}
