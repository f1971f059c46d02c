import { and, asc, eq, inArray } from "drizzle-orm";
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

/** Locks lists of a club in the order of their numbers until the transaction ends; those that are there. */
export async function lockListNumbers(
  tx: Tx,
  organizationId: string,
  numbers: readonly number[],
): Promise<number[]> {
  const found = await tx
    .select({ number: lists.number })
    .from(lists)
    .where(and(eq(lists.organizationId, organizationId), inArray(lists.number, [...numbers])))
    .orderBy(asc(lists.number))
    .for("no key update");
  return found.map((list) => list.number);
}
