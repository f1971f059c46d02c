import type { RealtimeClient } from "../lib/realtime/client";
import type { PresenceState, PresentUser, TypingState } from "../lib/realtime/contract";
import { Listeners } from "./listeners";

interface Watched {
  /** Parts of the page that look at it. */
  count: number;
  /** null until the server has answered. */
  users: PresentUser[] | null;
  typing: TypingState["users"];
}

const EMPTY: Watched = { count: 0, users: null, typing: [] };

/** What this page looks at, and who else does; joined once for all of its parts, and again after each reconnection. */
export class PresenceStore {
  readonly #client: RealtimeClient;
  readonly #watched = new Map<string, Watched>();
  readonly #listeners = new Listeners();
  #live = false;

  constructor(client: RealtimeClient) {
    this.#client = client;
    client.on("presence:change", ({ resource, users }) => this.#set(resource, { users }));
    client.on("typing:change", ({ resource, users }) => this.#set(resource, { typing: users }));
    client.onState(() => this.#follow());
    this.#follow();
  }

  get subscribe() {
    return this.#listeners.subscribe;
  }

  of(resource: string): Watched {
    return this.#watched.get(resource) ?? EMPTY;
  }

  /** @returns the function that ends it */
  watch(resource: string): () => void {
    const known = this.of(resource);
    this.#watched.set(resource, { ...known, count: known.count + 1 });
    if (known.count === 0 && this.#live) void this.#join(resource);
    return () => {
      const { count } = this.of(resource);
      if (count > 1) return void this.#set(resource, { count: count - 1 });
      this.#watched.delete(resource);
      if (this.#live) void this.#client.emit("presence:leave", { resource });
    };
  }

  /** Whoever is not live knows nothing of the others, and says so rather than showing who was there. */
  #follow(): void {
    const live = this.#client.getState().phase === "live";
    if (live === this.#live) return;
    this.#live = live;
    for (const resource of this.#watched.keys()) {
      if (live) void this.#join(resource);
      else this.#set(resource, { users: null, typing: [] });
    }
  }

  async #join(resource: string): Promise<void> {
    const ack = await this.#client.emit("presence:join", { resource });
    if (ack.ok) this.#set(resource, { users: (ack.data as PresenceState).users });
  }

  #set(resource: string, change: Partial<Watched>): void {
    const known = this.#watched.get(resource);
    if (!known) return;
    this.#watched.set(resource, { ...known, ...change });
    this.#listeners.tell();
  }
}

const stores = new WeakMap<RealtimeClient, PresenceStore>();

/** The one store of a connection. */
export function presenceStoreOf(client: RealtimeClient): PresenceStore {
  const store = stores.get(client) ?? new PresenceStore(client);
  stores.set(client, store);
  return store;
}
