import type { Cursors } from "../lib/realtime/contract";
import type { BoardChange } from "./board-cache";
import type { OutboxEntry, Settlement } from "./outbox-entry";
import { MemoryShelf, type OutboxNews, type OutboxShelf } from "./outbox-shelf";

interface Events {
  changed(): void;
  /** Another window has sent it. */
  sent(change: BoardChange, cursors: Cursors | undefined): void;
  /** He signed out in another window. */
  left(): void;
}

/** What this page knows of the device's shelf: the two change together, one change after the other. */
export class OutboxStock {
  readonly #events: Events;
  #shelf: OutboxShelf | null = null;
  #entries: readonly OutboxEntry[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  /** Signed out: nothing is kept any more. */
  #over = false;

  constructor(events: Events) {
    this.#events = events;
  }

  /** In the order in which they go out. */
  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  get isOpen(): boolean {
    return this.#shelf !== null;
  }

  /** What waits outlives a reload; null before the device has answered. */
  get durable(): boolean | null {
    return this.#shelf?.durable ?? null;
  }

  async open(shelf: OutboxShelf): Promise<void> {
    this.#shelf = shelf;
    shelf.onNews((news) => void this.#heard(news));
    await this.#attempt((open) => this.#reload(open));
  }

  close(): void {
    this.#shelf?.close();
    this.#shelf = null;
  }

  /** @param stored called in the moment in which it is */
  async add(change: BoardChange, stored: () => void): Promise<void> {
    await this.#attempt((shelf) =>
      this.#inTurn(async () => {
        const entry = await shelf.add(change);
        if (this.#over) return;
        stored();
        this.#put([...this.#entries, entry]);
        shelf.tell({ kind: "changed" });
      }),
    );
  }

  /** Call it inside `exclusively`. */
  async settle({ put, drop }: Settlement): Promise<void> {
    if (put.length + drop.length === 0) return;
    const changed = new Map(put.map((entry) => [entry.seq, entry]));
    const gone = new Set(drop.map(({ seq }) => seq));
    await this.#attempt((shelf) =>
      this.#inTurn(async () => {
        const left = this.#entries.filter(({ seq }) => !gone.has(seq));
        this.#put(left.map((entry) => changed.get(entry.seq) ?? entry));
        await shelf.put(put);
        await shelf.remove(drop);
        shelf.tell({ kind: "gone", opIds: drop.map(({ change }) => change.opId) });
      }),
    );
  }

  /** It is done. Call it inside `exclusively`. */
  async done(entry: OutboxEntry, cursors: Cursors | undefined): Promise<void> {
    await this.#attempt((shelf) =>
      this.#inTurn(async () => {
        this.#put(this.#entries.filter(({ seq }) => seq !== entry.seq));
        await shelf.remove([entry]);
        shelf.tell({ kind: "sent", opId: entry.change.opId, cursors });
      }),
    );
  }

  /** Works while no other window does, knowing what they have done; undefined before the device has answered. */
  exclusively<T>(work: () => Promise<T>): Promise<T | undefined> {
    return this.#attempt((shelf) =>
      shelf.exclusively(async () => {
        await this.#reload(shelf);
        return work();
      }),
    );
  }

  /** Here and in all windows. */
  async clear(): Promise<void> {
    this.#leave();
    await this.#shelf?.clear();
    this.#shelf?.tell({ kind: "left" });
  }

  /** Another window may have added, sent or discarded some. */
  #reload(shelf: OutboxShelf): Promise<void> {
    return this.#inTurn(async () => {
      const all = await shelf.all();
      if (this.#over) return;
      const there = new Set(all.map(({ seq }) => seq));
      for (const { seq, state, change } of this.#entries)
        if (state === "queued" && !there.has(seq)) this.#events.sent(change, undefined);
      this.#put(all);
    });
  }

  async #heard(news: OutboxNews): Promise<void> {
    if (this.#over) return;
    if (news.kind === "left") {
      this.#leave();
      return this.#events.left();
    }
    if (news.kind !== "changed") {
      const opIds = news.kind === "sent" ? [news.opId] : news.opIds;
      const concerned = this.#entries.filter(({ change }) => opIds.includes(change.opId));
      if (news.kind === "sent") for (const { change } of concerned) this.#events.sent(change, news.cursors);
      this.#put(this.#entries.filter((entry) => !concerned.includes(entry)));
    }
    await this.#attempt((shelf) => this.#reload(shelf));
  }

  #leave(): void {
    this.#over = true;
    this.#put([]);
  }

  #put(entries: readonly OutboxEntry[]): void {
    this.#entries = entries;
    this.#events.changed();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** A device that does not keep its word is not asked again: the rest of this page's life is in memory. */
  async #attempt<T>(work: (shelf: OutboxShelf) => Promise<T>): Promise<T | undefined> {
    const shelf = this.#shelf;
    if (!shelf) return undefined;
    try {
      return await work(shelf);
    } catch (error) {
      if (!shelf.durable) throw error;
      if (shelf === this.#shelf) {
        shelf.close();
        this.#shelf = new MemoryShelf(this.#entries);
      }
      return this.#attempt(work);
    }
  }
}
