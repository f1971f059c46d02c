import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { BoardCache, BoardChange } from "./board-cache";
import { newEntry, type OutboxEntry } from "./outbox-entry";
import { MemoryShelf, type OutboxNews, type OutboxShelf } from "./outbox-shelf";

/** The last board that a person saw on this device. */
export interface KeptBoard {
  cache: BoardCache;
  /** When it was known to be current, in ms since 1970. */
  at: number;
}

/** What a device keeps for one person from one page to the next. */
export interface DeviceMemory {
  shelf: OutboxShelf;
  board(): Promise<KeptBoard | null>;
  keepBoard(board: KeptBoard): Promise<void>;
}

type Kept = Omit<OutboxEntry, "seq"> & { owner: string; seq?: number };

interface Schema extends DBSchema {
  outbox: { key: number; value: Kept; indexes: { owner: string } };
  boards: { key: string; value: KeptBoard };
  /** When this person signed out of this device, in ms since 1970. */
  left: { key: string; value: number };
}
type Database = IDBPDatabase<Schema>;

const NAME = "caddiepro";
/** Idempotency keys live as long: what is older could be done twice. */
const KEEP_MS = 24 * 60 * 60 * 1000;
/** A browser that does not open it by then has no room for it, or hides that it has none. */
const OPEN_MS = 2_000;

const nothing: DeviceMemory = {
  shelf: new MemoryShelf(),
  board: async () => null,
  keepBoard: async () => undefined,
};

/** Opens what this device keeps of that person; in private windows and where there is no IndexedDB it keeps nothing. Never rejects. */
export async function openDeviceMemory(owner: string): Promise<DeviceMemory> {
  if (typeof indexedDB === "undefined") return { ...nothing, shelf: new MemoryShelf() };
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_MS));
  const opening = open(owner).catch(() => null);
  const database = await Promise.race([opening, late]);
  if (!database) {
    void opening.then((unwanted) => unwanted?.close());
    return { ...nothing, shelf: new MemoryShelf() };
  }
  return {
    shelf: new DeviceShelf(database, owner),
    board: async () => (await database.get("boards", owner).catch(() => undefined)) ?? null,
    async keepBoard(board) {
      // One who has just signed out leaves nothing behind, whatever was about to be written.
      if (board.at > ((await database.get("left", owner)) ?? 0)) await database.put("boards", board, owner);
    },
  };
}

async function open(owner: string): Promise<Database> {
  const database = await openDB<Schema>(NAME, 1, {
    upgrade(fresh) {
      fresh
        .createObjectStore("outbox", { keyPath: "seq", autoIncrement: true })
        .createIndex("owner", "owner");
      fresh.createObjectStore("boards");
      fresh.createObjectStore("left");
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  await forgetOthers(database, owner);
  return database;
}

/** Of others who used this device their last board goes at once, and what they left unsent after a day. */
async function forgetOthers(database: Database, owner: string): Promise<void> {
  const work = database.transaction(["outbox", "boards"], "readwrite");
  const [entries, boards] = [work.objectStore("outbox"), work.objectStore("boards")];
  const tooOld = (at: string) => Date.now() - Date.parse(at) > KEEP_MS;
  for (const entry of await entries.getAll())
    if (entry.owner !== owner && tooOld(entry.change.at)) await entries.delete(entry.seq ?? 0);
  for (const other of await boards.getAllKeys()) if (other !== owner) await boards.delete(other);
  await work.done;
}

/** The shelf of all of a person's windows in this browser. */
class DeviceShelf implements OutboxShelf {
  readonly durable = true;
  readonly #database: Database;
  readonly #owner: string;
  readonly #channel: BroadcastChannel | null;

  constructor(database: Database, owner: string) {
    this.#database = database;
    this.#owner = owner;
    this.#channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`${NAME}:${owner}`);
  }

  async all(): Promise<OutboxEntry[]> {
    const work = this.#database.transaction(["outbox", "left"]);
    const [kept, left = 0] = await Promise.all([
      work.objectStore("outbox").index("owner").getAll(this.#owner),
      work.objectStore("left").get(this.#owner),
    ]);
    return kept
      .flatMap(({ owner: _owner, seq, ...entry }) => (seq === undefined ? [] : { ...entry, seq }))
      .filter(({ change }) => Date.parse(change.at) > left)
      .sort((a, b) => a.seq - b.seq);
  }

  async add(change: BoardChange): Promise<OutboxEntry> {
    const { seq: _seq, ...entry } = newEntry(0, change);
    const seq = await this.#database.add("outbox", { ...entry, owner: this.#owner });
    return { ...entry, seq };
  }

  async put(entries: readonly OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const work = this.#database.transaction("outbox", "readwrite");
    for (const entry of entries) await work.store.put({ ...entry, owner: this.#owner });
    await work.done;
  }

  async remove(entries: readonly OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const work = this.#database.transaction("outbox", "readwrite");
    for (const { seq } of entries) await work.store.delete(seq);
    await work.done;
  }

  async clear(): Promise<void> {
    const work = this.#database.transaction(["outbox", "boards", "left"], "readwrite");
    const entries = work.objectStore("outbox");
    for (const seq of await entries.index("owner").getAllKeys(this.#owner)) await entries.delete(seq);
    await work.objectStore("boards").delete(this.#owner);
    await work.objectStore("left").put(Date.now(), this.#owner);
    await work.done;
  }

  /** Without locks, as on a page over plain http, windows may send the same one: its key gives it one effect all the same. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (typeof navigator.locks === "undefined") return work();
    return navigator.locks.request(`${NAME}:${this.#owner}`, work) as Promise<T>;
  }

  tell(news: OutboxNews): void {
    this.#channel?.postMessage(news);
  }

  onNews(listener: (news: OutboxNews) => void): void {
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<OutboxNews>) => listener(data));
  }

  close(): void {
    this.#channel?.close();
    this.#database.close();
  }
}
