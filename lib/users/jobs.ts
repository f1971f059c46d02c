import { lt, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { Db } from "../db/client";
import type { Logger } from "../telemetry/logger";
import { invitations, sessions } from "./tables";

/** A whole club that comes back at once is one statement, not a thousand. */
const WRITE_AFTER_MS = 1_000;
/** "Last seen" is to the minute. */
const PRECISION = sql`interval '1 minute'`;
/** More parameters than this in one statement are a burden. */
const AT_ONCE = 1_000;
/** What has ended is kept this long, for the words on an old link. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

type Seen = Pick<Actor, "userId" | "sessionId">;

/**
 * Notes when people were last seen, behind the back of what they do: collected, then written at once. A row that is
 * locked is left out, and a failure is logged: nobody waits for it, and nobody is refused because of it.
 */
export class LastSeen {
  readonly #db: Db;
  readonly #log: Logger;
  readonly #seen = new Map<string, { userId: string; at: Date }>();
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Db, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  note({ userId, sessionId }: Seen, at = new Date()): void {
    this.#seen.set(sessionId, { userId, at });
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref();
  }

  /** Writes what was noted; never rejects. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const noted = [...this.#seen].map(([sessionId, { userId, at }]) => ({ sessionId, userId, at }));
    this.#seen.clear();
    try {
      for (let i = 0; i < noted.length; i += AT_ONCE) await this.#write(noted.slice(i, i + AT_ONCE));
    } catch (error) {
      this.#log.warn({ err: error }, "when people were last seen could not be written");
    }
  }

  async #write(noted: { sessionId: string; userId: string; at: Date }[]): Promise<void> {
    const values = (ids: (n: (typeof noted)[number]) => string) =>
      sql.join(
        noted.map((n) => sql`(${ids(n)}::uuid, ${n.at.toISOString()}::timestamptz)`),
        sql`, `,
      );
    const stale = sql`(t.last_seen_at is null or t.last_seen_at < v.at - ${PRECISION})`;
    await this.#db.execute(sql`
      update sessions set last_seen_at = f.at from (
        select t.id, v.at from sessions t join (values ${values((n) => n.sessionId)}) v (id, at) on v.id = t.id
        where ${stale} for no key update of t skip locked) f
      where sessions.id = f.id`);
    await this.#db.execute(sql`
      update users set last_seen_at = f.at from (
        select t.id, v.at from users t
        join (select id, max(at) as at from (values ${values((n) => n.userId)}) w (id, at) group by id) v on v.id = t.id
        where ${stale} for no key update of t skip locked) f
      where users.id = f.id`);
  }
}

/** Forgets sessions and links that ended long ago. */
export async function pruneAccounts(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await db.delete(sessions).where(lt(sessions.expiresAt, before));
  await db.delete(invitations).where(lt(invitations.expiresAt, before));
}
