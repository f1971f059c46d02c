import type { Metrics } from "../telemetry/metrics";
import type { Cluster } from "./cluster";
import { confirmHeads } from "./confirm";
import type { SystemStats } from "./contract";
import type { LiveSocket } from "./live-socket";
import { type Confirmations, isPartial, mergeStats, type PartialStats, Stats } from "./stats";
import type { Tail } from "./tail";

const TELL_MS = 2_000;
/**
 * Heads are confirmed this often while somebody watches; nobody pays for it otherwise. A question and its answer are
 * some ninety bytes, so six a minute cost a phone about as much as the yard's own news.
 */
const CONFIRM_MS = 10_000;
/** Sooner when phones have come or gone, so that the count is not of another crowd than the connections beside it. */
const RECOUNT_MS = 4_000;
const QUESTION = "stats:partial";

export interface WatchOptions {
  tail: Tail;
  metrics: Metrics;
  cluster: Cluster | null;
  /** Bytes of one poll of this club's board, both directions. */
  pollBytes: (organizationId: string) => Promise<number>;
  /** Local connections of one club. */
  socketsOf: (organizationId: string) => LiveSocket[];
}

/** Tells the admins who watch how real time does: their own club's share of all processes. */
export class StatsWatch {
  readonly stats: Stats;
  readonly #options: WatchOptions;
  readonly #startedAt = Date.now();
  readonly #watchers = new Set<LiveSocket>();
  readonly #confirmed = new Map<string, { begun: number; work: Promise<void>; last: Confirmations | null }>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.stats = new Stats(options.metrics);
    this.#timer = setInterval(() => void this.#tell(), TELL_MS).unref();
    options.cluster?.onQuestion(QUESTION, (organizationId) => this.#partial(String(organizationId)));
  }

  join(socket: LiveSocket): void {
    this.#watchers.add(socket);
    void this.#tellTo(socket.data.actor.organizationId);
  }

  leave(socket: LiveSocket): void {
    this.#watchers.delete(socket);
  }

  /** How many clubs' confirmations are kept. */
  get remembered(): number {
    return this.#confirmed.size;
  }

  /** Whether this club's confirmations are kept. */
  remembers(organizationId: string): boolean {
    return this.#confirmed.has(organizationId);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** How this club does now. The first time, its clients are given a moment to confirm. */
  async now(organizationId: string): Promise<SystemStats> {
    const { cluster, pollBytes } = this.#options;
    this.#partial(organizationId);
    const entry = this.#confirmed.get(organizationId);
    if (!entry?.last)
      await Promise.race([entry?.work, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    const [others, bytes] = await Promise.all([
      cluster ? cluster.ask<unknown>(QUESTION, organizationId) : Promise.resolve<unknown[]>([]),
      pollBytes(organizationId).catch(() => null),
    ]);
    const uptime = Math.round((Date.now() - this.#startedAt) / 1000);
    const parts = [this.#partial(organizationId), ...others.filter(isPartial)];
    return mergeStats(parts, { uptime, pollBytes: bytes, at: new Date() });
  }

  #partial(organizationId: string): PartialStats {
    const sockets = this.#options.socketsOf(organizationId);
    // Of whom nobody is here there is nothing to keep: whatever another process names must not stay for ever.
    for (const club of this.#confirmed.keys())
      if (this.#options.socketsOf(club).length === 0) this.#confirmed.delete(club);
    const entry = this.#confirmed.get(organizationId);
    const age = Date.now() - (entry?.begun ?? 0);
    const others = entry?.last?.asked !== sockets.length;
    if (sockets.length > 0 && (age >= CONFIRM_MS || (others && age >= RECOUNT_MS)))
      this.#confirm(organizationId, sockets);
    return this.stats.partial(organizationId, sockets, this.#confirmed.get(organizationId)?.last ?? null);
  }

  #confirm(organizationId: string, sockets: LiveSocket[]): void {
    const entry = {
      begun: Date.now(),
      last: this.#confirmed.get(organizationId)?.last ?? null,
      work: Promise.resolve(),
    };
    this.#confirmed.set(organizationId, entry);
    entry.work = confirmHeads(sockets, this.#options.tail).then(({ bytes, ...confirmations }) => {
      this.stats.asked(organizationId, bytes);
      entry.last = confirmations;
    });
  }

  async #tell(): Promise<void> {
    for (const socket of this.#watchers) if (socket.disconnected) this.#watchers.delete(socket);
    const clubs = new Set([...this.#watchers].map((s) => s.data.actor.organizationId));
    await Promise.all([...clubs].map((organizationId) => this.#tellTo(organizationId)));
  }

  async #tellTo(organizationId: string): Promise<void> {
    const stats = await this.now(organizationId);
    for (const socket of this.#watchers) {
      const { actor } = socket.data;
      // Whoever is admin no more was put out of his rooms; this is one more.
      if (actor.role !== "ADMIN") this.#watchers.delete(socket);
      else if (actor.organizationId === organizationId) socket.emit("stats:change", stats);
    }
  }
}
