import type { BoardChange } from "../../hooks/board-cache";
import { Outbox } from "../../hooks/outbox";
import { newEntry, type OutboxEntry } from "../../hooks/outbox-entry";
import { OutboxSender } from "../../hooks/outbox-sender";
import type { OutboxNews, OutboxShelf } from "../../hooks/outbox-shelf";
import { ApiProblem, NetworkError } from "../../lib/http/fetch";
import type { Clock } from "../../lib/realtime/clock";
import { caddieId } from "../caddies/paper-yard";

/** Time that passes when the test says so; chance is the middle. */
export class HandClock implements Clock {
  /** What the timers count, and how far the device's clock is from it. */
  #now = Date.parse("2026-11-20T15:00:00.000Z");
  #ahead = 0;
  #tasks: { at: number; task: () => void }[] = [];

  now = () => this.#now + this.#ahead;
  random = () => 0.5;

  after(ms: number, task: () => void): () => void {
    const planned = { at: this.#now + ms, task };
    this.#tasks.push(planned);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== planned);
    };
  }

  /** The device's clock is set; its timers go on as they were. */
  set(ms: number): void {
    this.#ahead += ms;
  }

  pass(ms: number): void {
    this.#now += ms;
    const due = this.#tasks.filter(({ at }) => at <= this.#now);
    this.#tasks = this.#tasks.filter(({ at }) => at > this.#now);
    for (const { task } of due.sort((a, b) => a.at - b.at)) task();
  }
}

/** A server that keeps its answers by key, as the real one does, behind a network that does what the test says. */
export class KeyedServer {
  /** The keys of what was really done, in that order. */
  readonly effects: string[] = [];
  readonly heard: { opId: string; userId: string }[] = [];
  network: "well" | "away" | "loses answers" | "busy" = "well";
  /** Who is signed in on this device. */
  userId: string | null = "marta";
  /** The status with which the changes of these caddies, or of these paths, are refused. */
  readonly refused = new Map<string, number>();
  readonly #answers = new Map<string, number>();

  async take({ opId, intention, path }: BoardChange, userId: string): Promise<undefined> {
    await new Promise(setImmediate);
    if (this.network === "away") throw new NetworkError("away");
    if (this.network === "busy") throw problem(503, 1_000);
    if (this.userId !== userId) throw problem(401);
    this.heard.push({ opId, userId });
    const refused = this.refused.get("caddieId" in intention ? intention.caddieId : path) ?? 200;
    const status = this.#answers.get(opId) ?? refused;
    if (!this.#answers.has(opId) && status === 200) this.effects.push(opId);
    this.#answers.set(opId, status);
    if (this.network === "loses answers") throw new NetworkError("lost");
    if (status !== 200) throw problem(status);
  }
}

function problem(status: number, retryAfterMs: number | null = null): ApiProblem {
  return new ApiProblem({ status, code: `HTTP_${status}`, title: "", detail: "" }, retryAfterMs);
}

/** What IndexedDB, Web Locks and BroadcastChannel are to the windows of one browser. */
export class TestDevice {
  readonly clock = new HandClock();
  readonly server = new KeyedServer();
  readonly windows: Outbox[] = [];
  entries: (OutboxEntry & { owner: string })[] = [];
  /** The device takes nothing any more. */
  full = false;
  #last = 0;
  #taps = 0;
  #lock: Promise<unknown> = Promise.resolve();
  readonly #shelves = new Set<TestShelf>();

  /** Opens one more window of that person. */
  open(owner = "marta", online: () => boolean = () => true): Outbox {
    const { clock, server } = this;
    const outbox: Outbox = new Outbox({
      mayTry: online,
      deliver: (change) => server.take(change, owner),
      landed: async () => undefined,
      refused: () => undefined,
    });
    outbox.start(async () => {
      const shelf = new TestShelf(this, owner);
      this.#shelves.add(shelf);
      return new OutboxSender(outbox, shelf, clock);
    });
    this.windows.push(outbox);
    return outbox;
  }

  /** The window is closed in whatever it is doing. */
  close(outbox: Outbox): void {
    outbox.stop();
    this.windows.splice(this.windows.indexOf(outbox), 1);
  }

  /** One tap on this caddie; its key tells the order of all taps. */
  tap(outbox: Outbox, caddie: number, more: Partial<BoardChange> = {}): BoardChange {
    this.#taps += 1;
    const change: BoardChange = {
      ...{
        opId: `tap-${this.#taps}`,
        at: new Date(this.clock.now()).toISOString(),
        name: `Caddie ${caddie}`,
      },
      ...{ method: "PATCH", path: `/${caddie}` },
      intention: { kind: "status", caddieId: caddieId(caddie), status: "Ausente" },
      ...more,
    };
    outbox.add(change);
    return change;
  }

  /** Lets everything happen that waits for no clock. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 60; turn++) await new Promise(setImmediate);
  }

  add(change: BoardChange, owner: string): OutboxEntry {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.#last += 1;
    const entry = newEntry(this.#last, change);
    this.entries.push({ ...entry, owner });
    return entry;
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#lock.then(work);
    this.#lock = result.catch(() => undefined);
    return result;
  }

  post(from: TestShelf, news: OutboxNews): void {
    for (const shelf of this.#shelves) if (shelf !== from) setImmediate(() => shelf.hear(news));
  }

  forget(shelf: TestShelf): void {
    this.#shelves.delete(shelf);
  }
}

class TestShelf implements OutboxShelf {
  readonly durable = true;
  readonly owner: string;
  readonly #device: TestDevice;
  #listener: (news: OutboxNews) => void = () => undefined;

  constructor(device: TestDevice, owner: string) {
    this.#device = device;
    this.owner = owner;
  }

  async all(): Promise<OutboxEntry[]> {
    await new Promise(setImmediate);
    return this.#device.entries.filter(({ owner }) => owner === this.owner);
  }

  async add(change: BoardChange): Promise<OutboxEntry> {
    await new Promise(setImmediate);
    return this.#device.add(change, this.owner);
  }

  async put(entries: readonly OutboxEntry[]): Promise<void> {
    await new Promise(setImmediate);
    const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
    this.#device.entries = this.#device.entries.map((old) => ({ ...old, ...bySeq.get(old.seq) }));
  }

  async remove(entries: readonly OutboxEntry[]): Promise<void> {
    await new Promise(setImmediate);
    const gone = new Set(entries.map(({ seq }) => seq));
    this.#device.entries = this.#device.entries.filter(({ seq }) => !gone.has(seq));
  }

  async clear(): Promise<void> {
    this.#device.entries = this.#device.entries.filter(({ owner }) => owner !== this.owner);
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#device.exclusively(work);
  }

  tell(news: OutboxNews): void {
    this.#device.post(this, news);
  }

  onNews(listener: (news: OutboxNews) => void): void {
    this.#listener = listener;
  }

  hear(news: OutboxNews): void {
    this.#listener(news);
  }

  close(): void {
    this.#device.forget(this);
  }
}
