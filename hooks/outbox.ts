import type { Problem } from "../lib/http/fetch";
import type { Cursors } from "../lib/realtime/contract";
import type { BoardChange } from "./board-cache";
import { Listeners } from "./listeners";
import type { OutboxEntry } from "./outbox-entry";
import { type OutboxView, viewOf } from "./outbox-view";
import { isReading } from "./predict";

/** Done ones that the list still shows. */
const REMEMBERED = 5;
/** A sign-out does not wait longer for code that does not come. */
const EMPTY_MS = 2_000;

export interface OutboxPorts {
  /** False while there is no network or no session: nothing is tried then. */
  mayTry(): boolean;
  /** Sends one; where the streams stand after it. @throws ApiProblem, NetworkError */
  deliver(change: BoardChange): Promise<Cursors | undefined>;
  /** Resolves when the page's board holds it; never rejects. */
  landed(opId: string, cursors: Cursors | undefined): Promise<void>;
  /** The server said no, or wants somebody to sign in first (401): then it waits. */
  refused: Refused;
}
type Refused = (problem: Problem, change: BoardChange) => void;
type Done = (change: BoardChange) => Promise<void>;

/** What keeps and sends: `OutboxSender`. */
interface Sender {
  start(): Promise<void>;
  stop(): void;
  /** Keeps what was tapped meanwhile. */
  save(): Promise<void>;
  kick(): void;
  connected(live: boolean): void;
  discard(opId: string): Promise<void>;
  retry(opId: string): Promise<void>;
  empty(): Promise<void>;
}

/** What the sender has to tell of its work. */
export interface OutboxState {
  /** Kept, in the order in which they go out. */
  stored: readonly OutboxEntry[];
  /** Idempotency-Key of the one on its way. */
  flying: string | null;
  /** What waits outlives a reload; null before the device has answered. */
  durable: boolean | null;
  /** Tries in a row that nobody answered, or that were told to come later. */
  failures: number;
}

/**
 * What was tapped and is not done yet, as this page shows it. Whatever is kept and sent, `OutboxSender` keeps and sends;
 * its code comes apart from the page, and taps wait for it.
 */
export class Outbox {
  readonly changed = new Listeners();
  readonly ports: OutboxPorts;
  readonly #listeners = new Set<Refused>();
  readonly #onDone = new Set<Done>();
  #loading: Promise<Sender> | null = null;
  #sender: Sender | null = null;
  #state: OutboxState = { stored: [], flying: null, durable: null, failures: 0 };
  /** Tapped, and not kept yet. */
  #unsaved: readonly BoardChange[] = [];
  /** Done, and not on the board yet. */
  #landing: readonly BoardChange[] = [];
  #done: readonly BoardChange[] = [];
  #over = false;
  #view = viewOf({ ...this.#state, landing: [], unsaved: [], done: [], paused: false });

  constructor(ports: OutboxPorts) {
    this.ports = ports;
  }

  get view(): OutboxView {
    return this.#view;
  }

  get unsaved(): readonly BoardChange[] {
    return this.#unsaved;
  }

  /** The changes to show over the confirmed board, in their order. */
  waiting(): BoardChange[] {
    return this.#view.waiting.map(({ change }) => change);
  }

  /** @param load resolves with what keeps and sends for this page; never rejects */
  start(load: () => Promise<Sender>): void {
    const loading = load();
    this.#loading = loading;
    void loading.then((sender) => {
      if (this.#loading !== loading) return sender.stop();
      this.#sender = sender;
      void sender.start();
    });
  }

  stop(): void {
    this.#loading = null;
    this.#sender?.stop();
    this.#sender = null;
  }

  /** Takes a tap; it shows at once. */
  add(change: BoardChange): void {
    if (this.#over) return;
    this.#unsaved = [...this.#unsaved, change];
    this.#show();
    void this.#sender?.save();
  }

  /** Tries now, whatever the wait was. */
  kick(): void {
    this.#sender?.kick();
  }

  /** The connection stands differently. @param live the server has just proved that it is there */
  connected(live: boolean): void {
    this.#show();
    this.#sender?.connected(live);
  }

  /** It shall not be done. One that is on its way just now cannot be called back. */
  async discard(opId: string): Promise<void> {
    await this.#sender?.discard(opId);
  }

  /** Sends all the same what has stopped. */
  async retry(opId: string): Promise<void> {
    await this.#sender?.retry(opId);
  }

  /** He signs out: nothing of his stays on the device, in no window. */
  async empty(): Promise<void> {
    this.leave();
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), EMPTY_MS));
    await (await Promise.race([this.#loading, late]))?.empty();
  }

  /** Each refusal, also where the change waits for somebody to sign in; returns the function that ends it. */
  onRefused(listener: Refused): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * Each change that is done, which is shown over the page until `listener` resolves too; it never rejects. Returns the
   * function that ends it.
   */
  onDone(listener: Done): () => void {
    this.#onDone.add(listener);
    return () => {
      this.#onDone.delete(listener);
    };
  }

  /** The sender's: how things stand now. */
  put(state: Partial<OutboxState>): void {
    if (this.#over) return;
    this.#state = { ...this.#state, ...state };
    this.#show();
  }

  /** The sender's: it is kept. */
  saved(change: BoardChange): void {
    this.#unsaved = this.#unsaved.filter((unsaved) => unsaved !== change);
  }

  /** The sender's: the server said no, or not now. */
  refused(problem: Problem, change: BoardChange): void {
    this.ports.refused(problem, change);
    for (const listener of this.#listeners) listener(problem, change);
  }

  /** The sender's: done, here or in another window; shown until the board itself says so. */
  land(change: BoardChange, cursors: Cursors | undefined): void {
    const others = (all: readonly BoardChange[]) => all.filter(({ opId }) => opId !== change.opId);
    this.#landing = [...others(this.#landing), change];
    this.#done = [...others(this.#done), change].slice(-REMEMBERED);
    const told = [...this.#onDone].map((listener) => listener(change));
    // What was only read changes no board; where its own stream stands, its answer may say.
    const onBoard = isReading(change.intention) && !cursors ? [] : [this.ports.landed(change.opId, cursors)];
    void Promise.all([...onBoard, ...told]).then(() => {
      this.#landing = this.#landing.filter((landing) => landing !== change);
      this.#show();
    });
  }

  /** He signed out, here or in another window: nothing is shown, kept or sent any more. */
  leave(): void {
    this.#over = true;
    this.#state = { ...this.#state, stored: [], flying: null };
    this.#unsaved = [];
    this.#landing = [];
    this.#done = [];
    this.#show();
  }

  #show(): void {
    this.#view = viewOf({
      ...this.#state,
      ...{ landing: this.#landing, unsaved: this.#unsaved, done: this.#done },
      paused: !this.ports.mayTry() || this.#state.failures > 0,
    });
    this.changed.tell();
  }
}
