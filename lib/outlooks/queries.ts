import { sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { canSeeList } from "../caddies/policy";
import { type Db, parsedJson, rows } from "../db/client";
import { AppError } from "../http/problem";
import { addDays, dayOf, instantOf } from "../i18n/days";
import { clubOf } from "../organizations/queries";
import type { OutingDay } from "./contract";
import { OUTLOOK_WEEKS } from "./vocabulary";

/**
 * When caddies of a list went out on each day of the last eight weeks on which the club sent out anybody; today is not
 * among them. No names. Whoever may see the list. @throws AppError NOT_FOUND
 */
export async function outingDays(
  db: Db,
  actor: Actor,
  { list }: { list: number },
  now: Date,
): Promise<{ data: OutingDay[] }> {
  if (!canSeeList(actor, list)) throw new AppError("NOT_FOUND", "there is no such list");
  const { organizationId } = actor;
  const { timeZone } = await clubOf(db, organizationId);
  const today = dayOf(now.getTime(), timeZone);
  const midnight = (day: string) => new Date(instantOf(day, "00:00", timeZone)).toISOString();
  const found = await rows<{ day: string; minutes: unknown }>(
    db,
    sql`select to_char(o.at, 'YYYY-MM-DD') as day, coalesce(json_agg(
          (extract(hour from o.at) * 60 + extract(minute from o.at))::int order by o.at)
          filter (where o.list_number = ${list}), '[]') as minutes
      from (select t.list_number, t.started_at at time zone ${timeZone} as at from turns t
        where t.organization_id = ${organizationId} and t.status <> 'voided'
          and t.started_at >= ${midnight(addDays(today, -7 * OUTLOOK_WEEKS))}::timestamptz
          and t.started_at < ${midnight(today)}::timestamptz) o
      group by 1 order by 1`,
  );
  return { data: found.map(({ day, minutes }) => ({ day, minutes: parsedJson<number[]>(minutes) })) };
}
