import { isTransient, problemFrom } from "../lib/http/fetch";
import type { Clock } from "../lib/realtime/clock";
import { newOpId } from "./op-id";
import type { Outbox } from "./outbox";
import { expire, nextOf, type OutboxEntry, reject, renew } from "./outbox-entry";
import type { OutboxShelf } from "./outbox-shelf";
import { OutboxStock } from "./outbox-stock";
import { isReading } from "./predict";
import { retryDelay } from "./retry-delay";

/** Refused within this time of the tap, a word on the screen is enough: he still looks at it. */
const LOOKING_MS = 15_000;

/**
 * Keeps what was tapped before it is sent, and sends it in the order of the taps, one at a time over all windows of a
 * device, under the same Idempotency-Key on each try, and only for the person who tapped it.
 */
export class OutboxSender {
  readonly #outbox: Outbox;
  readonly #clock: Clock;
  readonly #shelf: OutboxShelf;
  readonly #stock: OutboxStock;
  #saving = false;
  #running = false;
  #over = false;
  #failures = 0;
  #notBefore = 0;
  #stopTimer: () => void = () => undefined;

  constructor(outbox: Outbox, shelf: OutboxShelf, clock: Clock) {
    this.#outbox = outbox;
    this.#shelf = shelf;
    this.#clock = clock;
    this.#stock = new OutboxStock({
      changed: () => {
        outbox.put({ stored: this.#stock.entries, durable: this.#stock.durable });
        void this.#run();
      },
      sent: (change, cursors) => outbox.land(change, cursors),
      left: () => {
        this.stop();
        outbox.leave();
      },
    });
  }

  async start(): Promise<void> {
    await this.#stock.open(this.#shelf);
    await this.save();
  }

  stop(): void {
    this.#over = true;
    this.#stopTimer();
    this.#stock.close();
  }

  kick(): void {
    this.#notBefore = 0;
    void this.#run();
  }

  connected(live: boolean): void {
    if (live && this.#failures > 0) this.#notBefore = 0;
    void this.#run();
  }

  async discard(opId: string): Promise<void> {
    await this.#stock.exclusively(() => this.#stock.settle({ put: [], drop: this.#entriesOf(opId) }));
  }

  async retry(opId: string): Promise<void> {
    const at = new Date(this.#clock.now()).toISOString();
    await this.#stock.exclusively(() => {
      const stopped = this.#entriesOf(opId).filter(({ state }) => state !== "queued");
      return this.#stock.settle({ put: stopped.map((entry) => renew(entry, at, newOpId)), drop: [] });
    });
    this.kick();
  }

  async empty(): Promise<void> {
    this.#over = true;
    this.#stopTimer();
    await this.#stock.clear();
  }

  /** One after the other, so that they are kept in the order of the taps. */
  async save(): Promise<void> {
    if (this.#saving) return;
    this.#saving = true;
    try {
      while (!this.#over && this.#outbox.unsaved[0]) {
        const change = this.#outbox.unsaved[0];
        await this.#stock.add(change, () => this.#outbox.saved(change));
      }
    } finally {
      this.#saving = false;
    }
  }

  #entriesOf(opId: string): OutboxEntry[] {
    return this.#stock.entries.filter(({ change }) => change.opId === opId);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#maySend() && (await this.#stock.exclusively(() => this.#sendNext())));
    } finally {
      this.#running = false;
    }
  }

  #maySend(): boolean {
    const due = this.#clock.now() >= this.#notBefore;
    return !this.#over && due && this.#outbox.ports.mayTry() && nextOf(this.#stock.entries) !== undefined;
  }

  /** @returns whether another one may go */
  async #sendNext(): Promise<boolean> {
    await this.#stock.settle(expire(this.#stock.entries, this.#clock.now()));
    const entry = nextOf(this.#stock.entries);
    if (!entry || !this.#maySend()) return false;
    this.#outbox.put({ flying: entry.change.opId });
    const answer = await this.#outbox.ports.deliver(entry.change).then(
      (cursors) => ({ cursors }),
      (error: unknown) => ({ error }),
    );
    if (this.#over) return false;
    this.#failures = "error" in answer && isTransient(answer.error) ? this.#failures + 1 : 0;
    this.#outbox.put({ flying: null, failures: this.#failures });
    if ("error" in answer) return this.#failed(entry, answer.error);
    this.#outbox.land(entry.change, answer.cursors);
    await this.#stock.done(entry, answer.cursors);
    return true;
  }

  async #failed(entry: OutboxEntry, error: unknown): Promise<boolean> {
    const { change, renewedAt } = entry;
    if (isTransient(error)) {
      this.#wait(retryDelay(this.#failures - 1, error));
      return false;
    }
    const problem = problemFrom(error);
    this.#outbox.refused(problem, change);
    if (problem.status === 401) return false;
    // That a notice stays unread is nothing to decide about.
    if (isReading(change.intention)) {
      await this.#stock.settle({ put: [], drop: [entry] });
      return true;
    }
    const looks = renewedAt === null && this.#clock.now() - Date.parse(change.at) < LOOKING_MS;
    await this.#stock.settle(reject(this.#stock.entries, entry, problem, !looks));
    return true;
  }

  #wait(ms: number): void {
    this.#notBefore = this.#clock.now() + ms;
    this.#stopTimer();
    // The timer decides, not the clock: timers fire a millisecond early, and phones' clocks are set back.
    this.#stopTimer = this.#clock.after(ms, () => this.kick());
  }
}
