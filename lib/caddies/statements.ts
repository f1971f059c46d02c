import { and, eq, sql } from "drizzle-orm";
import { rawStatement, statement } from "../db/statement";
import { caddies, moves, turns } from "./tables";

// What every tap on the board asks of the database. Each is built once and runs inside the command's transaction.

/** Locks a caddie, then the list that he is in, and one more, in the order of their numbers. */
export const lockCaddieAndLists = rawStatement<
  { organizationId: string; caddieId: string; alsoList: number | null },
  { number: number }
>(
  ({ organizationId, caddieId, alsoList }) => sql`
    with locked as materialized (
      select c.list_number from ${caddies} c
      where c.organization_id = ${organizationId}::uuid and c.id = ${caddieId}::uuid for update
    )
    select l.number from lists l
    where l.organization_id = ${organizationId}::uuid and l.deleted_at is null
      and (l.number = (select list_number from locked) or l.number = ${alsoList}::int)
    order by l.number for no key update`,
);

/**
 * The last rank of a list, or of his own for null, whatever became of its owner, and how many are in its queue; he
 * himself counts in neither.
 */
export const selectEnd = rawStatement<
  { organizationId: string; caddieId: string; listNumber: number | null },
  { rank: string | null; queued: number }
>(
  ({ organizationId, caddieId, listNumber }) => sql`
    select max(c.rank) as rank,
      (count(*) filter (where c.status = 'Disponible' and c.deleted_at is null))::int as queued
    from ${caddies} c
    where c.organization_id = ${organizationId}::uuid and c.id <> ${caddieId}::uuid and c.list_number =
      coalesce(${listNumber}::int, (select o.list_number from ${caddies} o where o.id = ${caddieId}::uuid))`,
);

/** All of a row that a command may change. */
export type Written = Pick<
  typeof caddies.$inferSelect,
  | "id"
  | "name"
  | "phoneNumber"
  | "listNumber"
  | "status"
  | "rank"
  | "since"
  | "version"
  | "updatedAt"
  | "deletedAt"
>;

export const updateRow = statement((db, given: Written) =>
  db
    .update(caddies)
    .set({
      name: given.name,
      phoneNumber: given.phoneNumber,
      listNumber: given.listNumber,
      status: given.status,
      rank: given.rank,
      since: given.since,
      version: given.version,
      updatedAt: given.updatedAt,
      deletedAt: given.deletedAt,
    })
    .where(eq(caddies.id, given.id)),
);

type OpenTurn = Omit<typeof turns.$inferSelect, "status" | "endedAt" | "endedBy" | "version">;

export const insertTurn = statement((db, given: OpenTurn) =>
  db.insert(turns).values({
    id: given.id,
    organizationId: given.organizationId,
    caddieId: given.caddieId,
    listNumber: given.listNumber,
    status: "open",
    startedAt: given.startedAt,
    holes: given.holes,
    notes: given.notes,
    startedBy: given.startedBy,
  }),
);

type EndOfTurn = { caddieId: string; status: "finished" | "voided"; endedAt: string; endedBy: string };

export const endOpenTurn = statement((db, given: EndOfTurn) =>
  db
    .update(turns)
    .set({
      status: given.status,
      // Another node's clock may run behind: a turn never ends before it began.
      endedAt: sql`greatest(${turns.startedAt}, ${given.endedAt}::timestamptz)`,
      endedBy: given.endedBy,
      version: sql`${turns.version} + 1`,
    })
    .where(and(eq(turns.caddieId, given.caddieId), eq(turns.status, "open"))),
);

export const insertMove = statement((db, given: typeof moves.$inferInsert) =>
  db.insert(moves).values({
    id: given.id,
    organizationId: given.organizationId,
    caddieId: given.caddieId,
    kind: given.kind,
    rule: given.rule,
    reason: given.reason,
    before: given.before,
    after: given.after,
    version: given.version,
    opId: given.opId,
    actorId: given.actorId,
    at: given.at,
  }),
);
