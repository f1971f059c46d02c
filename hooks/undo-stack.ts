import { Listeners } from "./listeners";
import type { BoardIntention, Standing } from "./predict";

export interface UndoItem {
  opId: string;
  /** The caddie's name, or those of a group. */
  name: string;
  intention: BoardIntention;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Long enough to see the mistake, short enough not to be in the way. */
const LIFE_MS = 8_000;
/** How he stood before a change is kept for this many changes. */
const REMEMBERED = 50;

/** The changes that one tap can take back, the latest last, each for 8 s. */
export class UndoStack {
  readonly listeners = new Listeners();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #before = new Map<string, readonly Standing[]>();
  readonly #refused = new Set<string>();
  #items: readonly UndoItem[] = [];

  get items(): readonly UndoItem[] {
    return this.#items;
  }

  push(item: Omit<UndoItem, "expiresAt">): void {
    this.#timers.set(
      item.opId,
      setTimeout(() => this.dismiss(item.opId), LIFE_MS),
    );
    this.#put([...this.#items, { ...item, expiresAt: Date.now() + LIFE_MS }]);
  }

  dismiss(opId: string): void {
    clearTimeout(this.#timers.get(opId));
    this.#timers.delete(opId);
    if (this.#items.some((item) => item.opId === opId))
      this.#put(this.#items.filter((item) => item.opId !== opId));
  }

  /** Remembers how those whom this change is about stood before it. */
  remember(opId: string, before: readonly Standing[]): void {
    this.#before.set(opId, before);
    for (const oldest of this.#before.keys()) {
      if (this.#before.size <= REMEMBERED) break;
      this.#before.delete(oldest);
    }
  }

  before(opId: string): readonly Standing[] | undefined {
    return this.#before.get(opId);
  }

  /** The server refused this change: there is nothing to take back. */
  refuse(opId: string): void {
    this.#refused.add(opId);
    this.dismiss(opId);
  }

  wasRefused(opId: string): boolean {
    return this.#refused.has(opId);
  }

  #put(items: readonly UndoItem[]): void {
    this.#items = items;
    this.listeners.tell();
  }
}
