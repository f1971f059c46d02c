import { and, desc, eq, gte, inArray, lte, notInArray, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { ADMINS_STREAM } from "../caddies/vocabulary";
import type { Db } from "../db/client";
import { AppError } from "../http/problem";
import type { Cursors } from "../realtime/contract";
import { readCursors } from "../realtime/log";
import { userStream } from "../realtime/rooms";
import type { Absence } from "./contract";
import { canManageAbsences, canSeeAbsence } from "./policy";
import { absences } from "./tables";
import type { AbsenceState } from "./vocabulary";

const nameOf = (column: string) =>
  sql<string | null>`(select u.name from users u where u.id = ${sql.raw(`absences.${column}`)})`;

const selectAbsences = (db: Db) =>
  db
    .select({
      absence: absences,
      caddieName: sql<string>`(select c.name from caddies c where c.id = absences.caddie_id)`,
      requester: nameOf("requested_by"),
      decider: nameOf("decided_by"),
    })
    .from(absences);

const isoOrNull = (time: Date | null) => (time === null ? null : time.toISOString());

function presentAbsence({ absence, ...names }: Awaited<ReturnType<typeof selectAbsences>>[number]): Absence {
  const { id, caddieId, kind, state, startsOn, endsOn, reason, answer, version, decidedBy } = absence;
  return {
    ...{ id, caddieId, kind, state, startsOn, endsOn, reason, answer, version },
    caddieName: names.caddieName,
    requestedBy: { id: absence.requestedBy, name: names.requester ?? "" },
    requestedAt: absence.requestedAt.toISOString(),
    decidedBy: decidedBy === null ? null : { id: decidedBy, name: names.decider ?? "" },
    decidedAt: isoOrNull(absence.decidedAt),
    startedAt: isoOrNull(absence.startedAt),
    endedAt: isoOrNull(absence.endedAt),
  };
}

/** As it stands in this transaction. @throws AppError NOT_FOUND */
export async function absenceById(db: Db, organizationId: string, absenceId: string): Promise<Absence> {
  const [found] = await selectAbsences(db).where(
    and(eq(absences.organizationId, organizationId), eq(absences.id, absenceId)),
  );
  if (!found) throw new AppError("NOT_FOUND", "there is no such absence");
  return presentAbsence(found);
}

/** Of what is closed, the latest ones are enough for a screen. */
const CLOSED_SHOWN = 100;
const OPEN: AbsenceState[] = ["requested", "approved"];

/**
 * Permissions and sanctions, by first day, the latest first: an admin sees the club's, a caddie his own. All that are open,
 * and the latest of those that are not; with the cursor of their stream from the same moment.
 * @throws AppError NOT_FOUND for a caddie whose absences the viewer may not see
 */
export async function listAbsences(
  db: Db,
  actor: Actor,
  { caddieId }: { caddieId?: string },
): Promise<{ data: Absence[]; cursors: Cursors }> {
  if (caddieId !== undefined && !canSeeAbsence(actor, { caddieId }))
    throw new AppError("NOT_FOUND", "there is no such caddie");
  const master = canManageAbsences(actor);
  const whose = master ? caddieId : (actor.caddieId ?? undefined);
  const own = and(
    eq(absences.organizationId, actor.organizationId),
    whose === undefined ? (master ? undefined : sql`false`) : eq(absences.caddieId, whose),
  );
  return db.transaction(
    async (tx) => {
      const latest = [desc(absences.startsOn), desc(absences.id)];
      const open = selectAbsences(tx).where(and(own, inArray(absences.state, OPEN)));
      const closed = selectAbsences(tx)
        .where(and(own, notInArray(absences.state, OPEN)))
        .orderBy(...latest)
        .limit(CLOSED_SHOWN);
      const stream = master ? ADMINS_STREAM : userStream(actor.userId);
      const heads = readCursors(tx, actor.organizationId, [stream]);
      const [a, b, cursors] = await Promise.all([open, closed, heads]);
      const data = [...a, ...b].map(presentAbsence);
      data.sort((x, y) => (x.startsOn + x.id < y.startsOn + y.id ? 1 : -1));
      return { data, cursors };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Whom the day of his club asks something of, and in whose name it is done. */
export async function dueCaddies(
  db: Db,
  now: Date,
): Promise<{ caddieId: string; userId: string; day: string }[]> {
  const today = sql`(${now.toISOString()}::timestamptz at time zone o.time_zone)::date`;
  const found = await db
    .select({
      caddieId: absences.caddieId,
      userId: sql<string>`min(${absences.decidedBy}::text)`,
      day: sql<string>`min(${today})::text`,
    })
    .from(absences)
    .innerJoin(sql`organizations o`, sql`o.id = ${absences.organizationId}`)
    .innerJoin(sql`caddies c`, sql`c.id = ${absences.caddieId}`)
    .where(
      and(
        eq(absences.state, "approved"),
        // One who is out is left alone until his turn has ended.
        sql`(${absences.endsOn} < ${today}
          or (${absences.startsOn} <= ${today} and ${absences.startedAt} is null
            and c.status <> 'En campo' and c.deleted_at is null))`,
      ),
    )
    .groupBy(absences.caddieId);
  return found;
}

/** Who has a permission or a sanction on a day, whether or not it has begun. */
export async function awayOn(db: Db, organizationId: string, day: string): Promise<string[]> {
  const found = await db
    .selectDistinct({ caddieId: absences.caddieId })
    .from(absences)
    .where(
      and(
        eq(absences.organizationId, organizationId),
        eq(absences.state, "approved"),
        lte(absences.startsOn, day),
        gte(absences.endsOn, day),
      ),
    );
  return found.map(({ caddieId }) => caddieId);
}
