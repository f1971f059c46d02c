import { createHmac } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Actor } from "./auth/actor";
import type { Db, Tx } from "./db/client";
import { isTaken } from "./db/errors";
import { rawStatement } from "./db/statement";
import { idempotencyKeys } from "./db/tables";
import { AppError, type ProblemBody } from "./http/problem";
import type { Cursors } from "./realtime/contract";
import { cursorsInSql } from "./realtime/log";
import { clientName } from "./realtime/rooms";
import { runtime } from "./runtime";

/** A request as idempotency knows it. */
export interface Keyed {
  key: string;
  /** Method, path and body. */
  request: string;
}

export interface Answer {
  status: number;
  body: { data: unknown; cursors: Cursors } | ProblemBody | null;
  /** It was given before, and nothing was done now. */
  replayed: boolean;
}

const KEY_LIFE_MS = 24 * 60 * 60 * 1000;
const ONE_ROW_PER_KEY = "idempotency_keys_user_id_key_pk";

/** With the secret: a request may hold a password, and whoever reads the table must not be able to try them out. */
const hashOf = ({ request }: Keyed) =>
  createHmac("sha256", runtime().env.NEXTAUTH_SECRET).update(request).digest("hex");
const rowOf = (actor: Actor, { key }: Keyed) =>
  and(eq(idempotencyKeys.userId, actor.userId), eq(idempotencyKeys.key, key));

const insertAnswer = rawStatement<
  {
    organizationId: string;
    userId: string;
    key: string;
    requestHash: string;
    status: number;
    data: string | null;
    heads: string;
    createdAt: string;
  },
  never
>(
  ({ organizationId, userId, key, requestHash, status, data, heads, createdAt }) => sql`
    insert into ${idempotencyKeys} (user_id, key, request_hash, status, body, created_at)
    select ${userId}::uuid, ${key}::text, ${requestHash}::text, ${status}::int,
      case when a.data is not null
        then json_build_object('data', a.data, 'cursors', ${cursorsInSql(sql`${organizationId}`, sql`${heads}`)}) end,
      ${createdAt}::timestamptz
    from (select ${data}::json as data) a`,
);

/**
 * Keeps the answer under its key, as the last statement of the transaction: a second request with this key fails here,
 * and with it all that it did. The answer says where the streams stand, which only the transaction itself knows.
 * @param data as JSON; null for an answer without a body
 * @param streams stored names of those that the answer speaks of
 */
export async function storeAnswer(
  tx: Tx,
  { organizationId, userId }: Actor,
  keyed: Keyed,
  { status, data, streams, now }: { status: number; data: string | null; streams: string[]; now: Date },
): Promise<void> {
  const heads = streams.map((stored, nth) => ({ nth, stored, client: clientName(stored) }));
  await insertAnswer(tx, {
    organizationId,
    userId,
    key: keyed.key,
    requestHash: hashOf(keyed),
    status,
    data,
    heads: JSON.stringify(heads),
    createdAt: now.toISOString(),
  });
}

/** True when the key had an answer already, or got one meanwhile. */
export const isKeyTaken = (error: unknown): boolean => isTaken(error, ONE_ROW_PER_KEY);

/**
 * The answer that was given under this key.
 * @returns null when there is none; one that has expired is forgotten
 * @throws AppError KEY_REUSED when the key belongs to another request
 */
export async function earlierAnswer(db: Db, actor: Actor, keyed: Keyed, now: Date): Promise<Answer | null> {
  const [first] = await db.select().from(idempotencyKeys).where(rowOf(actor, keyed));
  if (!first) return null;
  const since = expiry(now);
  if (first.createdAt < since) {
    // Another request may be faster: its answer then counts, never the expired one.
    await db.delete(idempotencyKeys).where(and(rowOf(actor, keyed), lt(idempotencyKeys.createdAt, since)));
    return null;
  }
  if (first.requestHash !== hashOf(keyed)) {
    throw new AppError("KEY_REUSED", "this Idempotency-Key was used for another request", {
      errors: [{ path: "Idempotency-Key", message: "was used for another request" }],
    });
  }
  return { status: first.status ?? 200, body: first.body as Answer["body"], replayed: true };
}

/**
 * Keeps a refusal as the answer under this key.
 * @returns the answer that was given before, if there is one: it counts
 */
export async function storeRefusal(
  db: Db,
  actor: Actor,
  keyed: Keyed,
  now: Date,
  { status, body }: Answer,
): Promise<Answer | null> {
  const facts = { userId: actor.userId, key: keyed.key, requestHash: hashOf(keyed), createdAt: now };
  for (;;) {
    const stored = await db
      .insert(idempotencyKeys)
      .values({ ...facts, status, body })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    const earlier = stored.length > 0 ? null : await earlierAnswer(db, actor, keyed, now);
    if (stored.length > 0 || earlier) return earlier;
  }
}

/** Whatever was kept before this moment counts no more. */
export const expiry = (now: Date) => new Date(now.getTime() - KEY_LIFE_MS);
