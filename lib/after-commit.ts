import type { Committed } from "./realtime/log";
import type { Logger } from "./telemetry/logger";

/** Hears what one command has committed. Whoever has work to do begins it later: the next command waits for this call. */
export type CommitListener = (committed: readonly Committed[]) => void;

/** Who wants to know what this process commits; a listener that fails is logged, and the command has succeeded all the same. */
export class AfterCommit {
  readonly #log: Logger;
  readonly #listeners = new Set<CommitListener>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** @returns the function that ends it */
  listen(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(committed: readonly Committed[]): void {
    if (committed.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(committed);
      } catch (error) {
        this.#log.error({ err: error }, "what follows from a commit could not be begun");
      }
    }
  }
}
