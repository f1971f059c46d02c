import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { changeStatus, Refusal } from "./clicker";
import { now, pause } from "./clock";
import { type Standing, Toggler } from "./toggler";

const AGAIN_MS = 20;

/** A hand that goes on through faults: a change that was not answered is sent again under the same key until it is. */
export class Writer {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #changes: Toggler;
  readonly #target: { port: number; token: string };
  #stopped = false;
  #work: Promise<void> = Promise.resolve();
  /** Changes that the server has answered with success. */
  answered = 0;
  retried = 0;

  constructor(target: { port: number; token: string }, caddies: readonly Standing[]) {
    this.#target = target;
    this.#changes = new Toggler(caddies);
  }

  /** One change at a time, at this rate at most; `stop` ends it. */
  start(perSecond: number): void {
    this.#stopped = false;
    this.#work = this.#write(1000 / perSecond, Number.POSITIVE_INFINITY);
    // Whoever stops the writer hears of its failure.
    this.#work.catch(() => {});
  }

  /** Resolves when the change in flight is answered. @throws Error when a change was refused */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#work;
  }

  async write(count: number, perSecond: number): Promise<void> {
    await this.#write(1000 / perSecond, count);
  }

  async #write(everyMs: number, most: number): Promise<void> {
    const begun = now();
    for (let nth = 0; nth < most; nth++) {
      await pause(Math.max(0, begun + nth * everyMs - now()));
      if (this.#stopped) return;
      await this.#change();
      this.answered++;
    }
  }

  async #change(): Promise<void> {
    const change = this.#changes.next();
    const key = randomUUID();
    for (;;) {
      try {
        await changeStatus(this.#agent, this.#target, change, key);
        return;
      } catch (error) {
        // A broken connection does not say whether the change was made: the key makes it one.
        if (error instanceof Refusal && error.status !== 503) throw error;
        this.retried++;
        await pause(AGAIN_MS);
      }
    }
  }
}
