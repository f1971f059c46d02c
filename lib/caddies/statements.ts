import { and, eq, isNull, sql } from "drizzle-orm";
import { generateNKeysBetween } from "fractional-indexing";
import type { CommandContext } from "../commands";
import type { Tx } from "../db/client";
import { rawStatement, statement } from "../db/statement";
import type { Ends } from "./policy";
import { type CaddieRow, caddieColumns } from "./queries";
import { caddies, moves, turns } from "./tables";

// What every tap on the board asks of the database. Each is built once and runs inside the command's transaction.

/** Locks a caddie, then the list that he is in, and one more, in the order of their numbers, and reads what they live by. */
export const lockCaddieAndLists = rawStatement<
  { organizationId: string; caddieId: string; alsoList: number | null },
  { number: number; rules: unknown; time_zone: string }
>(
  ({ organizationId, caddieId, alsoList }) => sql`
    with locked as materialized (
      select c.list_number from ${caddies} c
      where c.organization_id = ${organizationId}::uuid and c.id = ${caddieId}::uuid for update
    )
    select l.number, l.rules, o.time_zone from lists l join organizations o on o.id = l.organization_id
    where l.organization_id = ${organizationId}::uuid and l.deleted_at is null
      and (l.number = (select list_number from locked) or l.number = ${alsoList}::int)
    order by l.number for no key update of l`,
);

/** Locks all who stand in a list, removed ones too, by id. */
export const lockListCaddies = rawStatement<{ organizationId: string; listNumber: number }, { id: string }>(
  ({ organizationId, listNumber }) => sql`
    select c.id from ${caddies} c
    where c.organization_id = ${organizationId}::uuid and c.list_number = ${listNumber}::int
    order by c.id for update`,
);

/** Gives caddies other ranks. `ranks`: JSON of `[{id, rank, version}]`. */
export const updateRanks = rawStatement<{ ranks: string; updatedAt: string }, { id: string }>(
  ({ ranks, updatedAt }) => sql`
    update ${caddies} c set rank = v.rank, version = v.version, updated_at = ${updatedAt}::timestamptz
    from jsonb_to_recordset(${ranks}::jsonb) as v(id uuid, rank text, version int) where c.id = v.id`,
);

/** The same for several: the caddies by their ids, then their lists by number. */
export const lockCaddiesAndLists = rawStatement<
  /** Ids with commas between them. */
  { organizationId: string; caddieIds: string },
  { number: number; rules: unknown; time_zone: string }
>(
  ({ organizationId, caddieIds }) => sql`
    with locked as materialized (
      select c.list_number from ${caddies} c
      where c.organization_id = ${organizationId}::uuid and c.id = any (string_to_array(${caddieIds}::text, ',')::uuid[])
      order by c.id for update
    )
    select l.number, l.rules, o.time_zone from lists l join organizations o on o.id = l.organization_id
    where l.organization_id = ${organizationId}::uuid and l.deleted_at is null
      and l.number in (select list_number from locked)
    order by l.number for no key update of l`,
);

/** The ends of a list, or of his own for null, as they are without him. */
export const selectEnds = rawStatement<
  { organizationId: string; caddieId: string; listNumber: number | null },
  Ends
>(
  ({ organizationId, caddieId, listNumber }) => sql`
    with own as (select o.list_number, o.rank from ${caddies} o where o.id = ${caddieId}::uuid),
    others as materialized (
      select c.id, c.rank, c.status = 'Disponible' and c.deleted_at is null as waits from ${caddies} c
      where c.organization_id = ${organizationId}::uuid and c.id <> ${caddieId}::uuid
        and c.list_number = coalesce(${listNumber}::int, (select list_number from own))
    )
    select min(rank) as first, max(rank) as last, max(rank) filter (where waits) as "lastQueued",
      (select min(b.rank) from others b where b.rank > (select max(q.rank) from others q where q.waits)) as "afterQueued",
      (count(*) filter (where waits))::int as queued,
      (count(*) filter (where waits and (rank, id) < (select own.rank, ${caddieId}::uuid from own)))::int as ahead
    from others`,
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
  | "calledAt"
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
      calledAt: given.calledAt,
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
    groupId: given.groupId,
    requested: given.requested,
    requestedBy: given.requestedBy,
    expectedBackAt: given.expectedBackAt,
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

/** Of a turn that was ended by mistake. */
export const reopenTurn = statement((db, given: { turnId: string }) =>
  db
    .update(turns)
    .set({ status: "open", endedAt: null, endedBy: null, version: sql`${turns.version} + 1` })
    .where(eq(turns.id, given.turnId)),
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

/** Who stands on the board, by name alone. */
export const selectNames = statement((db, given: { organizationId: string }) =>
  db
    .select({ name: caddies.name, listNumber: caddies.listNumber })
    .from(caddies)
    .where(and(eq(caddies.organizationId, given.organizationId), isNull(caddies.deletedAt))),
);

/** Makes each of these caddies, who are locked and have none, the owner of an account. */
export async function linkNewAccounts(
  tx: Tx,
  links: readonly { caddieId: string; userId: string }[],
): Promise<void> {
  const pairs = sql.join(
    links.map(({ caddieId, userId }) => sql`(${caddieId}::uuid, ${userId}::uuid)`),
    sql`, `,
  );
  await tx.execute(sql`update ${caddies} set user_id = l.user_id
    from (values ${pairs}) l (caddie_id, user_id) where ${caddies}.id = l.caddie_id`);
}

type NewCaddie = Pick<CaddieRow, "id" | "name" | "phoneNumber" | "listNumber">;

/** Writes many at once behind all others of their lists, which are locked. @returns them in the order given */
export async function insertCaddies(
  { tx, actor, now }: CommandContext,
  given: readonly NewCaddie[],
): Promise<CaddieRow[]> {
  const { organizationId } = actor;
  const stamp = { organizationId, status: "Disponible" as const, since: now, createdAt: now, updatedAt: now };
  const rows: (typeof caddies.$inferInsert)[] = [];
  for (const listNumber of new Set(given.map((caddie) => caddie.listNumber))) {
    const joining = given.filter((caddie) => caddie.listNumber === listNumber);
    // Nobody has this id yet, so that nobody is left out of the count.
    const caddieId = joining[0]?.id ?? "";
    const [ends] = await selectEnds(tx, { organizationId, caddieId, listNumber });
    const ranks = generateNKeysBetween(ends?.last ?? null, null, joining.length);
    rows.push(...joining.map((caddie, i) => ({ ...stamp, ...caddie, rank: ranks[i] ?? "" })));
  }
  const found = new Map(
    (await tx.insert(caddies).values(rows).returning(caddieColumns)).map((row) => [row.id, row]),
  );
  // Each of them counted without the others, who came with the same statement.
  const before = new Map<number, number>();
  return given.flatMap(({ id, listNumber }) => {
    const row = found.get(id);
    const ahead = before.get(listNumber) ?? 0;
    before.set(listNumber, ahead + 1);
    return row ? [{ ...row, position: (row.position ?? 0) + ahead }] : [];
  });
}
