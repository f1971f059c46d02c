import type { Db } from "../db/client";
import type { Logger } from "../telemetry/logger";
import type { Hint } from "./cluster";
import { type Envelope, REPLAY_LIMIT, type Since } from "./contract";
import { type Committed, changeEpoch, readCursors, readEvents, readHeads } from "./log";
import { clientName } from "./rooms";

/** One stream as this process follows it. */
interface Track {
  organizationId: string;
  stream: string;
  /** Highest seq that was emitted here; null until the head was read. */
  emitted: number | null;
  /** The last entries that were emitted, oldest first, contiguous up to `emitted`. */
  ring: Envelope[];
  /** A commit beyond the next one was announced: read the log. */
  behind: boolean;
  work: Promise<void> | null;
  opened: number;
}

interface TailOptions {
  db: Db;
  log: Logger;
  epoch: string;
  /**
   * Carries one entry to the local members; called in seq order, each once.
   * @param committedAt when this process committed it, by the monotonic clock in ms
   */
  emit: (organizationId: string, stream: string, envelope: Envelope, committedAt?: number) => void;
  /** Tells the other processes what this one has committed. */
  hint?: (hints: Hint[]) => void;
  /** Nobody listens any more: stop following. */
  hasMembers: (organizationId: string, stream: string) => boolean;
  /** The log is another one now; every cursor is void. */
  onEpoch: () => void;
}

/** Another process is heard, and a revocation there acts, within a second: this and the reading. One query for all clubs. */
const POLL_MS = 800;
/** A stream without members is followed a little longer: a phone that reloads comes back to a warm ring. */
const LINGER_MS = 30_000;

/**
 * Follows the log: per process, per stream with local members. Woken by commits of this process and by one poll a
 * second; what it emits is exactly the log, whoever wrote it.
 */
export class Tail {
  readonly #options: TailOptions;
  readonly #tracks = new Map<string, Track>();
  #epoch: string;
  #timer: NodeJS.Timeout | undefined;
  #polling = false;
  #lookedAt = Date.now();

  constructor(options: TailOptions) {
    this.#options = options;
    this.#epoch = options.epoch;
  }

  get epoch(): string {
    return this.#epoch;
  }

  start(): void {
    this.#timer = setInterval(() => void this.poll(), POLL_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Begins to follow streams of one club, and resolves once their heads are known: one query for all new ones. */
  async open(organizationId: string, streams: readonly string[]): Promise<void> {
    const fresh = streams.filter((stream) => !this.#tracks.has(keyOf(organizationId, stream)));
    if (fresh.length > 0) this.#follow(organizationId, fresh);
    for (const stream of streams) {
      const track = this.#tracks.get(keyOf(organizationId, stream));
      // A failed first read has dropped the track: its error is the answer.
      if (track?.emitted === null) await track.work;
      if (track?.behind) await this.wake(organizationId, stream);
    }
  }

  /** The head that was emitted here, or undefined when the stream is not followed. */
  head(organizationId: string, stream: string): number | undefined {
    return this.#tracks.get(keyOf(organizationId, stream))?.emitted ?? undefined;
  }

  /** Entries after `seq` that were emitted here, or null when the ring does not reach back so far. */
  recent(organizationId: string, stream: string, seq: number): Envelope[] | null {
    const track = this.#tracks.get(keyOf(organizationId, stream));
    if (!track || track.emitted === null || seq > track.emitted) return null;
    const wanted = track.emitted - seq;
    return wanted > track.ring.length ? null : track.ring.slice(track.ring.length - wanted);
  }

  /** What a cursor misses up to the head emitted here, or `reset` where only a snapshot helps. */
  async since(organizationId: string, stream: string, epoch: string, after: number): Promise<Since> {
    await this.open(organizationId, [stream]);
    if (epoch === this.#epoch && after > (this.head(organizationId, stream) ?? 0)) {
      // A snapshot may have been read before this node heard of the last commits.
      await this.wake(organizationId, stream);
    }
    const head = this.head(organizationId, stream) ?? 0;
    if (epoch !== this.#epoch || after > head || head - after > REPLAY_LIMIT) return { reset: true };
    const recent = this.recent(organizationId, stream, after);
    if (recent) return { events: recent, epoch, seq: after + recent.length };
    const read = await readEvents(this.#options.db, organizationId, stream, { after, upTo: head }, epoch);
    // Fewer than the distance: the log does not reach back so far.
    return read.length === head - after ? { events: read, epoch, seq: head } : { reset: true };
  }

  /** Takes what this process has just committed; emitted at once when it is next, otherwise by reading the log. */
  committed(events: readonly Committed[]): void {
    const at = performance.now();
    for (const { organizationId, stream, envelope } of events) {
      const track = this.#tracks.get(keyOf(organizationId, stream));
      if (!track) continue;
      if (
        track.emitted !== null &&
        !track.work &&
        envelope.epoch === this.#epoch &&
        envelope.seq === track.emitted + 1
      ) {
        this.#emit(track, envelope, at);
      } else if (track.emitted === null || envelope.seq > track.emitted) {
        void this.wake(organizationId, stream).catch((error: unknown) => this.#complain(error));
      }
    }
    if (events.length > 0) {
      this.#options.hint?.(
        events.map(({ organizationId, stream, envelope: { seq } }) => ({ organizationId, stream, seq })),
      );
    }
  }

  /** Another process says that it committed this entry. */
  hinted({ organizationId, stream, seq }: Hint): void {
    const track = this.#tracks.get(keyOf(organizationId, stream));
    if (!track || (track.emitted !== null && seq <= track.emitted)) return;
    void this.wake(organizationId, stream).catch((error: unknown) => this.#complain(error));
  }

  /** Milliseconds since the log was last looked at with success: how late this process may be. */
  get lagMs(): number {
    return Date.now() - this.#lookedAt;
  }

  /**
   * Reads the log of one stream up to the head of this moment at least. It never waits for more than the reading under
   * way and the next one: a stream that is written to without a pause would let nobody in.
   */
  async wake(organizationId: string, stream: string): Promise<void> {
    const key = keyOf(organizationId, stream);
    const track = this.#tracks.get(key);
    if (!track) return;
    track.behind = true;
    // It may have looked before this moment.
    await track.work;
    // A track that was dropped meanwhile (a failed first read, a new epoch) has nothing left to do.
    if (this.#tracks.get(key) === track) await (track.behind ? this.#advance(track) : track.work);
  }

  /** Compares all followed streams with their heads; normally it finds nothing to do. */
  async poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    try {
      this.#forget();
      const begun = Date.now();
      const before = new Map([...this.#tracks].map(([key, track]) => [key, track.emitted]));
      const organizationIds = [...new Set([...this.#tracks.values()].map((t) => t.organizationId))];
      const { epoch, heads } = await readHeads(this.#options.db, organizationIds);
      if (epoch !== this.#epoch) return this.#restart(epoch);
      const seqs = new Map(heads.map((h) => [keyOf(h.organizationId, h.name), h.seq]));
      for (const [key, emitted] of before) {
        const seq = seqs.get(key) ?? 0;
        // `emitted` of before the query: a commit emitted meanwhile is no sign of a shorter log.
        if (emitted !== null && seq < emitted) {
          this.#options.log.error(
            { stream: key, emitted, seq },
            "the log is shorter than it was: restored? new epoch",
          );
          await changeEpoch(this.#options.db, epoch);
          return this.#restart((await readHeads(this.#options.db, [])).epoch);
        }
        const track = this.#tracks.get(key);
        if (track?.emitted != null && seq > track.emitted)
          await this.wake(track.organizationId, track.stream);
      }
      this.#lookedAt = begun;
    } catch (error) {
      this.#complain(error);
    } finally {
      this.#polling = false;
    }
  }

  #emit(track: Track, envelope: Envelope, committedAt?: number): void {
    track.emitted = envelope.seq;
    track.ring.push(envelope);
    // In chunks: shifting one entry for each event would copy the ring each time.
    if (track.ring.length >= REPLAY_LIMIT * 2) track.ring.splice(0, track.ring.length - REPLAY_LIMIT);
    this.#options.emit(track.organizationId, track.stream, envelope, committedAt);
  }

  /** One reader per stream at a time; whoever comes meanwhile waits for it and looks again. */
  async #advance(track: Track): Promise<void> {
    track.work ??= this.#read(track).finally(() => {
      track.work = null;
    });
    await track.work;
  }

  #follow(organizationId: string, fresh: readonly string[]): void {
    // Known before their heads are read: a commit in between sets `behind` and is read, never lost.
    const tracks = fresh.map(
      (stream): Track => ({
        organizationId,
        stream,
        emitted: null,
        ring: [],
        behind: false,
        work: null,
        opened: Date.now(),
      }),
    );
    for (const track of tracks) this.#tracks.set(keyOf(organizationId, track.stream), track);
    const work = readCursors(this.#options.db, organizationId, fresh)
      .then((heads) => {
        for (const track of tracks) track.emitted = heads[clientName(track.stream)]?.seq ?? 0;
      })
      .catch((error: unknown) => {
        for (const track of tracks) this.#tracks.delete(keyOf(organizationId, track.stream));
        throw error;
      })
      .finally(() => {
        for (const track of tracks) track.work = null;
      });
    for (const track of tracks) track.work = work;
    // Whoever opened the streams hears of the failure; nobody else must end the process by it.
    work.catch(() => {});
  }

  async #read(track: Track): Promise<void> {
    track.behind = false;
    if (track.emitted === null) return;
    const { db, log } = this.#options;
    const epoch = this.#epoch;
    const heads = await readCursors(db, track.organizationId, [track.stream]);
    const head = heads[clientName(track.stream)]?.seq ?? 0;
    while (track.emitted < head && epoch === this.#epoch) {
      const upTo = Math.min(head, track.emitted + REPLAY_LIMIT);
      const read = await readEvents(
        db,
        track.organizationId,
        track.stream,
        { after: track.emitted, upTo },
        epoch,
      );
      for (const envelope of read) {
        if (envelope.seq !== track.emitted + 1) {
          log.error(
            { stream: track.stream, expected: track.emitted + 1, found: envelope.seq },
            "the log has a hole",
          );
          track.ring = [];
        }
        this.#emit(track, envelope);
      }
      if (read.length === 0) {
        track.emitted = upTo;
        track.ring = [];
      }
    }
  }

  #restart(epoch: string): void {
    this.#epoch = epoch;
    this.#tracks.clear();
    this.#options.onEpoch();
  }

  #forget(): void {
    const longAgo = Date.now() - LINGER_MS;
    for (const [key, track] of this.#tracks) {
      const used = track.work || this.#options.hasMembers(track.organizationId, track.stream);
      if (used) track.opened = Date.now();
      else if (track.opened < longAgo) this.#tracks.delete(key);
    }
  }

  #complain(error: unknown): void {
    this.#options.log.warn({ err: error }, "the log could not be read; trying again in a second");
  }
}

const keyOf = (organizationId: string, stream: string) => `${organizationId} ${stream}`;
