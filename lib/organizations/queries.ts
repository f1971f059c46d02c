import { and, asc, eq } from "drizzle-orm";
import type { Db, Tx } from "../db/client";
import { lists, organizations } from "./tables";

/** A club with its lists by number. */
export async function clubOf(db: Db, organizationId: string) {
  const found = await db
    .select({
      name: organizations.name,
      timeZone: organizations.timeZone,
      number: lists.number,
      list: lists.name,
    })
    .from(organizations)
    .leftJoin(lists, eq(lists.organizationId, organizations.id))
    .where(eq(organizations.id, organizationId))
    .orderBy(asc(lists.number));
  const [first] = found;
  if (!first) throw new Error(`club ${organizationId} is not there`);
  const own = found.flatMap(({ number, list }) =>
    number !== null && list !== null ? [{ number, name: list }] : [],
  );
  return { name: first.name, timeZone: first.timeZone, lists: own };
}

/** Whether this database holds a club at all. */
export async function hasClub(db: Db): Promise<boolean> {
  const found = await db.select({ id: organizations.id }).from(organizations).limit(1);
  return found.length > 0;
}

/** Locks a list of a club until the transaction ends. @returns false when there is none of this number */
export async function lockListNumber(tx: Tx, organizationId: string, number: number): Promise<boolean> {
  const found = await tx
    .select({ number: lists.number })
    .from(lists)
    .where(and(eq(lists.organizationId, organizationId), eq(lists.number, number)))
    .for("no key update");
  return found.length > 0;
}
