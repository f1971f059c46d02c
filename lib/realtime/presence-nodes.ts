import { randomUUID } from "node:crypto";
import type { Cluster } from "./cluster";
import type { Presence } from "./presence-rooms";

/** A process says that it lives; one that was silent for three of these is dead, and its people are gone. */
const BEAT_MS = 2_000;
const DEAD_MS = 6_000;

interface Node {
  heardAt: number;
  /** Number of the last message that was taken from it. */
  nth: number;
  rooms: Map<string, Presence[]>;
}

/** What a process says of its own connections. Without `rooms` it only lives. */
interface Message {
  node: string;
  nth: number;
  /** Rooms that changed; all of them where `whole` is set. */
  rooms?: [string, Presence[]][];
  whole?: boolean;
}

interface Options {
  cluster: Cluster | null;
  /** What this process knows of a room by its own connections. */
  local: (room: string) => Presence[];
  localRooms: () => string[];
  /** Others look different now. */
  changed: (room: string) => void;
}

/**
 * Carries presence between processes. Each owns what it knows by its own connections and tells the others each change,
 * numbered; who misses a number, or is new, asks for the whole. Nothing is kept in Redis, so nothing is left there by a
 * process that dies.
 */
export class PresenceNodes {
  readonly #options: Options;
  readonly #self = randomUUID();
  readonly #nodes = new Map<string, Node>();
  readonly #timer: NodeJS.Timeout | undefined;
  #nth = 0;

  constructor(options: Options) {
    this.#options = options;
    const { cluster } = options;
    if (!cluster) return;
    cluster.onPresence((message) => this.#take(message as Message & { want?: string }));
    this.#timer = setInterval(() => this.#beat(), BEAT_MS).unref();
    this.#ask("*");
  }

  /** Views of this room by all other processes. */
  views(room: string): Presence[][] {
    return [...this.#nodes.values()].flatMap(({ rooms }) => {
      const view = rooms.get(room);
      return view ? [view] : [];
    });
  }

  tell(room: string): void {
    if (this.#timer) this.#say({ rooms: [[room, this.#options.local(room)]] });
  }

  /** Tells the others that this process's people are going, and stops. */
  stop(): void {
    clearInterval(this.#timer);
    if (this.#timer) this.#say({ whole: true, rooms: [] });
  }

  #say(content: Pick<Message, "rooms" | "whole">): void {
    if (content.rooms) this.#nth++;
    this.#options.cluster?.presence({ node: this.#self, nth: this.#nth, ...content });
  }

  #ask(node: string): void {
    this.#options.cluster?.presence({ node: this.#self, nth: this.#nth, want: node });
  }

  #beat(): void {
    const now = Date.now();
    this.#say({});
    for (const [id, { heardAt, rooms }] of this.#nodes) {
      if (now - heardAt < DEAD_MS) continue;
      this.#nodes.delete(id);
      for (const room of rooms.keys()) this.#options.changed(room);
    }
  }

  #take(message: Message & { want?: string }): void {
    const { node, nth, rooms, whole, want } = message;
    if (node === this.#self) return;
    if (want === "*" || want === this.#self) {
      const all = this.#options
        .localRooms()
        .map((room): [string, Presence[]] => [room, this.#options.local(room)]);
      this.#say({ whole: true, rooms: all });
    }
    const known = this.#nodes.get(node);
    const entry = known ?? { heardAt: 0, nth: -1, rooms: new Map<string, Presence[]>() };
    entry.heardAt = Date.now();
    this.#nodes.set(node, entry);
    if (whole && rooms) {
      const before = [...entry.rooms.keys()];
      entry.rooms = new Map(rooms);
      entry.nth = nth;
      for (const room of new Set([...before, ...entry.rooms.keys()])) this.#options.changed(room);
    } else if (nth !== entry.nth + (rooms ? 1 : 0)) {
      // Something was missed, or it is new here.
      this.#ask(node);
    } else if (rooms) {
      entry.nth = nth;
      for (const [room, view] of rooms) {
        if (view.length > 0) entry.rooms.set(room, view);
        else entry.rooms.delete(room);
        this.#options.changed(room);
      }
    }
  }
}
