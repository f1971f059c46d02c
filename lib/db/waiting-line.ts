import { AppError } from "../http/problem";

/** Lets so many work at a time. The others wait in the order in which they came, but not for ever. */
export class WaitingLine {
  readonly #patienceMs: number;
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(places: number, patienceMs: number) {
    this.#free = places;
    this.#patienceMs = patienceMs;
  }

  /** @throws AppError UNAVAILABLE when no place came free in time; the work was not begun */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(admit);
        reject(new AppError("UNAVAILABLE", "the database is busy: try again in a moment", { retryAfter: 2 }));
      }, this.#patienceMs);
      const admit = () => {
        clearTimeout(late);
        resolve();
      };
      this.#waiting.add(admit);
    });
  }

  #leave(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free++;
      return;
    }
    // The place goes from hand to hand: whoever comes meanwhile stands behind.
    this.#waiting.delete(next);
    next();
  }
}
