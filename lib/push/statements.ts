import { eq, sql } from "drizzle-orm";
import webPush from "web-push";
import { type Db, rows, type Tx } from "../db/client";
import type { Locale } from "../users/vocabulary";
import type { Verdict } from "./policy";
import type { Device } from "./queries";
import { pushKeys, pushReceipts, pushSubscriptions } from "./tables";
import { FAILURES_MOST, type Outcome } from "./vocabulary";

/** Makes the installation's keys when it has none; of several processes that start at once, one does. */
export async function ensureKeys(db: Db, now: Date): Promise<void> {
  const [known] = await db.select({ id: pushKeys.id }).from(pushKeys);
  if (known) return;
  await db
    .insert(pushKeys)
    .values({ id: 1, ...webPush.generateVAPIDKeys(), createdAt: now })
    .onConflictDoNothing();
}

/** Notes how a device took it; one that is gone, or refused too often, is forgotten. */
export async function settleDevice(db: Db | Tx, id: string, outcome: Outcome, now: Date): Promise<void> {
  const isDevice = eq(pushSubscriptions.id, id);
  if (outcome === "gone") {
    await db.delete(pushSubscriptions).where(isDevice);
  } else if (outcome === "accepted") {
    // "Last taken" is to the hour: a write for every push would be one too many.
    const stale = sql`(${pushSubscriptions.lastOkAt} is null or ${pushSubscriptions.failures} > 0
      or ${pushSubscriptions.lastOkAt} < ${now.toISOString()}::timestamptz - interval '1 hour')`;
    await db
      .update(pushSubscriptions)
      .set({ lastOkAt: now, failures: 0 })
      .where(sql`${isDevice} and ${stale}`);
  } else if (outcome === "refused") {
    await db
      .update(pushSubscriptions)
      .set({ failures: sql`${pushSubscriptions.failures} + 1` })
      .where(isDevice);
    await db
      .delete(pushSubscriptions)
      .where(sql`${isDevice} and ${pushSubscriptions.failures} >= ${FAILURES_MOST}`);
  }
}

/** Forgets devices whose session was ended, or has run out. */
export async function forgetEnded(db: Db, now: Date): Promise<void> {
  await db.execute(sql`delete from ${pushSubscriptions} where session_id in (
    select e.id from sessions e where e.revoked_at is not null or e.expires_at <= ${now.toISOString()}::timestamptz)`);
}

/** A notice that a push is due for, taken by this process until its lease ends. */
export interface DueNotice {
  id: string;
  organizationId: string;
  userId: string;
  kind: string;
  data: unknown;
  createdAt: Date;
  /** Of sending it, this one included. */
  tries: number;
}

interface DueRow extends Record<string, unknown> {
  id: string;
  organization_id: string;
  user_id: string;
  kind: string;
  data: unknown;
  created_at: Date | string;
  push_tries: number;
}

/** One driver parses JSON, the other hands over its text. */
const parsed = <T>(value: unknown): T => (typeof value === "string" ? JSON.parse(value) : value) as T;

/** Takes what is due, the longest due first; what another process has under its hands is left to it. */
export async function claimDue(db: Db, now: Date, until: Date, limit: number): Promise<DueNotice[]> {
  const found = await rows<DueRow>(
    db,
    sql`with due as (
        select id from notifications
        where push_state = 'due' and push_after <= ${now.toISOString()}::timestamptz
        order by push_after, id limit ${limit} for update skip locked)
      update notifications n
      set push_tries = n.push_tries + 1, push_after = ${until.toISOString()}::timestamptz
      from due where n.id = due.id
      returning n.id, n.organization_id, n.user_id, n.kind, n.data, n.created_at, n.push_tries`,
  );
  return found.map((row) => ({
    ...{ id: row.id, organizationId: row.organization_id, userId: row.user_id, kind: row.kind },
    ...{ data: parsed(row.data), createdAt: new Date(row.created_at), tries: row.push_tries },
  }));
}

/** A device whose session lives, with what its owner reads. */
export interface ListeningDevice extends Device {
  userId: string;
  locale: Locale;
  unread: number;
  /** Of the notices that are due, those that it has had already. */
  told: string[];
}

interface DeviceRow extends Record<string, unknown> {
  id: string;
  user_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  locale: Locale;
  unread: number;
  told: unknown;
}

/** Where the people of these notices are reached. Whoever signed out, or was shut out, is reached nowhere. */
export async function listeningDevices(
  db: Db,
  due: readonly DueNotice[],
  now: Date,
): Promise<ListeningDevice[]> {
  const list = (ids: string[]) =>
    sql`(select wanted::uuid from json_array_elements_text(${JSON.stringify([...new Set(ids)])}::json) as wanted)`;
  const found = await rows<DeviceRow>(
    db,
    sql`select s.id, s.user_id, s.endpoint, s.p256dh, s.auth, coalesce(u.locale, o.language) as locale,
        (select count(*)::int from notifications n where n.user_id = s.user_id and n.read_at is null) as unread,
        coalesce((select json_agg(r.notice_id) from ${pushReceipts} r where r.device_id = s.id
          and r.notice_id in ${list(due.map(({ id }) => id))}), '[]') as told
      from ${pushSubscriptions} s
      join sessions e on e.id = s.session_id and e.revoked_at is null
        and e.expires_at > ${now.toISOString()}::timestamptz
      join users u on u.id = s.user_id and u.disabled_at is null
      join organizations o on o.id = u.organization_id
      where s.user_id in ${list(due.map(({ userId }) => userId))}
      order by s.id`,
  );
  return found.map(({ user_id, told, ...row }) => ({
    ...row,
    userId: user_id,
    told: parsed<string[]>(told),
  }));
}

/** Notes which devices had a notice that others still wait for, so that none gets it twice. */
export async function keepReceipts(
  db: Db,
  receipts: { noticeId: string; deviceId: string }[],
): Promise<void> {
  if (receipts.length === 0) return;
  await db.execute(sql`insert into ${pushReceipts} (notice_id, device_id)
    select r.notice, r.device from json_to_recordset(${JSON.stringify(
      receipts.map(({ noticeId, deviceId }) => ({ notice: noticeId, device: deviceId })),
    )}::json) as r(notice uuid, device uuid)
    where exists (select 1 from ${pushSubscriptions} s where s.id = r.device)
      and exists (select 1 from notifications n where n.id = r.notice)
    on conflict do nothing`);
}

/** Writes what became of notices. */
export async function settleNotices(db: Db, verdicts: readonly ({ id: string } & Verdict)[]): Promise<void> {
  const given = JSON.stringify(
    verdicts.map(({ id, state, after, tries }) => ({
      id,
      state,
      next_at: after?.toISOString() ?? null,
      tries,
    })),
  );
  await db.execute(sql`update notifications n
    set push_state = v.state, push_after = v.next_at, push_tries = v.tries
    from json_to_recordset(${given}::json) as v(id uuid, state text, next_at timestamptz, tries int)
    where n.id = v.id and n.push_state = 'due'`);
}
