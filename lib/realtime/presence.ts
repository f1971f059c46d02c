import type { Server } from "socket.io";
import type { Actor } from "../auth/actor";
import type { Cluster } from "./cluster";
import type { PresenceState } from "./contract";
import type { LiveSocket } from "./live-socket";
import { PresenceNodes } from "./presence-nodes";
import { mergePresences, PresenceRooms, presentUsers, TYPING_MS, typingUsers } from "./presence-rooms";
import { roomOf } from "./rooms";

/** At most four messages a second to each room; the last value wins. */
const COALESCE_MS = 250;
const SWEEP_MS = 1_000;
/** Resources that one connection may look at. */
const MAX_RESOURCES = 10;
/** Everybody of the club who is connected is in it, without joining. */
const CLUB = "club";

interface PresenceOptions {
  io: Server;
  cluster: Cluster | null;
  /** Whether this user may see who is at this resource. */
  mayView: (actor: Actor, resource: string) => Promise<boolean>;
}

/**
 * Who is online, who looks at what, who types where: by connections, over all processes, never of record. Whoever joins
 * a resource is seen by the others there, and sees them; `club` is seen by those who join it.
 */
export class PresenceHub {
  readonly #options: PresenceOptions;
  readonly #rooms = new PresenceRooms();
  readonly #nodes: PresenceNodes;
  /** What was told last to a room, so that equal news is no news. */
  readonly #told = new Map<string, { users: string; typing: string }>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** Rooms of which the other processes must hear what this one knows. */
  readonly #untold = new Set<string>();
  readonly #sweep: NodeJS.Timeout;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.#nodes = new PresenceNodes({
      cluster: options.cluster,
      local: (key) => this.#rooms.view(key),
      localRooms: () => this.#rooms.rooms(),
      changed: (key) => this.#tellSoon(key),
    });
    this.#sweep = setInterval(() => {
      for (const key of this.#rooms.sweep(Date.now())) this.#changed(key);
    }, SWEEP_MS).unref();
  }

  /** A connection was accepted: its user is online. */
  connect(socket: LiveSocket): void {
    const { actor } = socket.data;
    this.#rooms.active(actor.userId, Date.now());
    this.#enter(socket, CLUB);
    socket.once("disconnect", () => {
      const now = Date.now();
      for (const resource of [CLUB, ...(socket.data.resources ?? [])]) {
        const key = keyOf(actor.organizationId, resource);
        if (this.#rooms.exit(key, actor.userId, socket.id, now)) this.#changed(key);
      }
    });
  }

  /** @returns who is there, or why he may not look */
  async join(socket: LiveSocket, resource: string): Promise<PresenceState | "forbidden" | "too many"> {
    const { actor } = socket.data;
    if (!(await this.#options.mayView(actor, resource)) || socket.data.actor !== actor) return "forbidden";
    socket.data.resources ??= new Set();
    const { resources } = socket.data;
    if (resources.size >= MAX_RESOURCES && !resources.has(resource)) return "too many";
    // Gone while the database was asked: nobody would take him out again.
    if (socket.disconnected) return "forbidden";
    resources.add(resource);
    void socket.join(watchRoom(actor.organizationId, resource));
    if (resource !== CLUB) this.#enter(socket, resource);
    return { resource, users: presentUsers(this.#view(keyOf(actor.organizationId, resource))) };
  }

  /** Without grace: he says himself that he looks elsewhere now. */
  leave(socket: LiveSocket, resource: string): void {
    const { actor } = socket.data;
    if (!socket.data.resources?.delete(resource)) return;
    void socket.leave(watchRoom(actor.organizationId, resource));
    if (resource === CLUB) return;
    const key = keyOf(actor.organizationId, resource);
    this.#rooms.exit(key, actor.userId, socket.id, Date.now());
    // Another of his devices may still look at it.
    if (!this.#rooms.has(key, actor.userId)) this.#rooms.remove(key, actor.userId);
    this.#changed(key);
  }

  /** @returns false where he does not look at the resource: it must be joined first */
  type(socket: LiveSocket, resource: string, field: string, types: boolean): boolean {
    const { actor } = socket.data;
    if (resource === CLUB || !socket.data.resources?.has(resource)) return false;
    this.active(socket);
    const key = keyOf(actor.organizationId, resource);
    if (this.#rooms.type(key, actor.userId, field, types ? Date.now() + TYPING_MS : null)) this.#changed(key);
    return true;
  }

  active(socket: LiveSocket): void {
    const { userId } = socket.data.actor;
    if (!this.#rooms.active(userId, Date.now())) return;
    for (const key of this.#rooms.roomsOf(userId)) this.#changed(key);
  }

  /** His access changed: what he may not see any more is left at once, and he is not seen there. */
  async recheck(socket: LiveSocket): Promise<void> {
    const { actor } = socket.data;
    for (const resource of [...(socket.data.resources ?? [])]) {
      if (!(await this.#options.mayView(actor, resource))) this.leave(socket, resource);
    }
  }

  stop(): void {
    clearInterval(this.#sweep);
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#nodes.stop();
  }

  #enter(socket: LiveSocket, resource: string): void {
    const { userId: id, name, role, organizationId } = socket.data.actor;
    const key = keyOf(organizationId, resource);
    if (this.#rooms.enter(key, { id, name, role }, socket.id)) this.#changed(key);
  }

  #changed(key: string): void {
    this.#untold.add(key);
    this.#tellSoon(key);
  }

  #tellSoon(key: string): void {
    if (this.#waiting.has(key)) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      if (this.#untold.delete(key)) this.#nodes.tell(key);
      this.#tell(key);
    }, COALESCE_MS);
    this.#waiting.set(key, timer.unref());
  }

  #view(key: string) {
    return mergePresences([this.#rooms.view(key), ...this.#nodes.views(key)]);
  }

  #tell(key: string): void {
    const { io } = this.#options;
    const [organizationId = "", resource = ""] = key.split(" ");
    const room = watchRoom(organizationId, resource);
    if (!io.sockets.adapter.rooms.has(room)) {
      this.#told.delete(key);
      return;
    }
    const view = this.#view(key);
    const state = { resource, users: presentUsers(view) };
    const typing = { resource, users: typingUsers(view) };
    const now = { users: JSON.stringify(state), typing: JSON.stringify(typing) };
    const before = this.#told.get(key);
    if (now.users !== before?.users) io.local.to(room).emit("presence:change", state);
    if (now.typing !== (before?.typing ?? JSON.stringify({ resource, users: [] })))
      io.local.to(room).emit("typing:change", typing);
    this.#told.set(key, now);
  }
}

const keyOf = (organizationId: string, resource: string) => `${organizationId} ${resource}`;
/** No stream begins with `@`, so that no room of the log can be meant. */
const watchRoom = (organizationId: string, resource: string) =>
  roomOf(organizationId, `@presence:${resource}`);
