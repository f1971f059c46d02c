import type { PresentUser } from "./contract";

/** A page that reloads, or a phone in a short tunnel, is not gone. */
export const GRACE_MS = 5_000;
export const TYPING_MS = 6_000;
const IDLE_MS = 5 * 60_000;

export interface Person {
  id: string;
  name: string;
  role: string;
}

/** Somebody as one process knows him in one room. */
export interface Presence extends Person {
  idle: boolean;
  /** Fields that he is typing in. */
  fields: string[];
}

interface Entry {
  person: Person;
  sockets: Set<string>;
  /** When his last socket left; null while one is there. */
  leftAt: number | null;
  /** When each field's typing ends by itself. */
  fields: Map<string, number>;
}

/** Who is in which room, by the connections of this process. A room is a club and a resource; times are ms since 1970. */
export class PresenceRooms {
  readonly #rooms = new Map<string, Map<string, Entry>>();
  readonly #activeAt = new Map<string, number>();
  readonly #idle = new Set<string>();

  /** @returns whether others see a difference */
  enter(room: string, person: Person, socketId: string): boolean {
    const entries = this.#rooms.get(room) ?? new Map<string, Entry>();
    this.#rooms.set(room, entries);
    const entry = entries.get(person.id);
    if (!entry) {
      entries.set(person.id, { person, sockets: new Set([socketId]), leftAt: null, fields: new Map() });
      return true;
    }
    const renamed = entry.person.name !== person.name || entry.person.role !== person.role;
    entry.person = person;
    entry.sockets.add(socketId);
    entry.leftAt = null;
    return renamed;
  }

  /** He stays for the grace; what he was typing does not. @returns whether others see a difference */
  exit(room: string, userId: string, socketId: string, now: number): boolean {
    const entry = this.#rooms.get(room)?.get(userId);
    if (!entry?.sockets.delete(socketId) || entry.sockets.size > 0) return false;
    entry.leftAt = now;
    const typed = entry.fields.size > 0;
    entry.fields.clear();
    return typed;
  }

  /** Ends at once, without grace: he may not be seen here any more. */
  remove(room: string, userId: string): boolean {
    const gone = this.#rooms.get(room)?.delete(userId) ?? false;
    if (this.#rooms.get(room)?.size === 0) this.#rooms.delete(room);
    return gone;
  }

  has(room: string, userId: string): boolean {
    return this.#rooms.get(room)?.get(userId)?.leftAt === null;
  }

  /** @param until when the typing ends by itself, null to end it now */
  type(room: string, userId: string, field: string, until: number | null): boolean {
    const entry = this.#rooms.get(room)?.get(userId);
    if (!entry || entry.leftAt !== null) return false;
    if (until === null) return entry.fields.delete(field);
    const fresh = !entry.fields.has(field);
    entry.fields.set(field, until);
    return fresh;
  }

  /** He touched a device. @returns whether he was idle */
  active(userId: string, now: number): boolean {
    this.#activeAt.set(userId, now);
    return this.#idle.delete(userId);
  }

  roomsOf(userId: string): string[] {
    return [...this.#rooms].filter(([, entries]) => entries.has(userId)).map(([room]) => room);
  }

  /** Lets go what has run out: the grace, what was typed, who sat still. @returns the rooms that look different now */
  sweep(now: number): Set<string> {
    const changed = new Set<string>();
    const here = new Set<string>();
    for (const [room, entries] of this.#rooms) {
      for (const [userId, entry] of entries) {
        if (entry.leftAt !== null && now - entry.leftAt >= GRACE_MS) {
          entries.delete(userId);
          changed.add(room);
          continue;
        }
        here.add(userId);
        for (const [field, until] of entry.fields) {
          if (until > now) continue;
          entry.fields.delete(field);
          changed.add(room);
        }
        if (!this.#idle.has(userId) && now - (this.#activeAt.get(userId) ?? now) >= IDLE_MS) {
          this.#idle.add(userId);
          for (const other of this.roomsOf(userId)) changed.add(other);
        }
      }
      if (entries.size === 0) this.#rooms.delete(room);
    }
    for (const userId of this.#activeAt.keys()) {
      if (here.has(userId)) continue;
      this.#activeAt.delete(userId);
      this.#idle.delete(userId);
    }
    return changed;
  }

  view(room: string): Presence[] {
    return [...(this.#rooms.get(room)?.values() ?? [])].map(({ person, fields }) => ({
      ...person,
      idle: this.#idle.has(person.id),
      fields: [...fields.keys()],
    }));
  }

  rooms(): string[] {
    return [...this.#rooms.keys()];
  }
}

/** What several processes know of one room, together: each person once, idle only where he is idle everywhere. */
export function mergePresences(views: readonly (readonly Presence[])[]): Presence[] {
  const merged = new Map<string, Presence>();
  for (const presence of views.flat()) {
    const known = merged.get(presence.id);
    const fields = [...new Set([...(known?.fields ?? []), ...presence.fields])];
    merged.set(presence.id, { ...presence, idle: presence.idle && (known?.idle ?? true), fields });
  }
  return [...merged.values()].sort((a, b) => a.name.localeCompare(b.name, "es") || (a.id < b.id ? -1 : 1));
}

export const presentUsers = (presences: readonly Presence[]): PresentUser[] =>
  presences.map(({ id, name, role, idle }) => ({ id, name, role, status: idle ? "idle" : "online" }));

export const typingUsers = (presences: readonly Presence[]) =>
  presences.flatMap(({ id, name, fields }) => fields.map((field) => ({ id, name, field })));
