import { randomUUID } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { Db } from "../db/client";
import { clubOf } from "../organizations/queries";
import type { Logger } from "../telemetry/logger";
import { invitations, sessions, users } from "./tables";
import { SYSTEM_NAME } from "./vocabulary";

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

/**
 * Somebody of the club as the master whom he was when he ordered what is due only now: what he has set going goes on
 * when he has signed out, or left. @throws Error when there was never such a user
 */
export async function standIn(db: Db, userId: string): Promise<Actor> {
  const [found] = await db
    .select({
      organizationId: users.organizationId,
      name: users.name,
    })
    .from(users)
    .where(eq(users.id, userId));
  if (!found) throw new Error(`there is no user ${userId} to stand in for`);
  const { lists } = await clubOf(db, found.organizationId);
  const nobodys = { sessionId: "", sessionVersion: 0, expiresAt: new Date(0), caddieId: null };
  return { ...found, ...nobodys, userId, role: "ADMIN", lists: lists.map(({ number }) => number) };
}

/**
 * Who acts in a club where a rule does so by the clock: an account of its own in each club, made at first need, so that
 * histories can name it. Nobody can sign in with it, and no list of accounts shows it.
 */
export async function systemActor(db: Db, organizationId: string): Promise<Actor> {
  const own = { organizationId, name: SYSTEM_NAME, role: "ADMIN" as const, system: true };
  await db
    .insert(users)
    .values({ ...own, id: randomUUID(), identifier: `system@${organizationId}`, disabledAt: new Date(0) })
    .onConflictDoNothing();
  const [found] = await db
    .select({ userId: users.id })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.system, true)));
  if (!found) throw new Error(`club ${organizationId} has no account for what happens by itself`);
  return standIn(db, found.userId);
}
