import { and, asc, eq, isNull } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { Db, Tx } from "../db/client";
import type { Cursors } from "../realtime/contract";
import { readCursors } from "../realtime/log";
import { ORG_STREAM } from "../realtime/rooms";
import type { Locale } from "../users/vocabulary";
import type { Club } from "./contract";
import { lists, organizations } from "./tables";
import { type ClubWords, DEFAULT_WORDS } from "./vocabulary";

/** A club with its lists by number. */
export async function clubOf(db: Db, organizationId: string): Promise<Club> {
  const found = await db
    .select({ club: organizations, number: lists.number, list: lists.name, deletedAt: lists.deletedAt })
    .from(organizations)
    .leftJoin(lists, eq(lists.organizationId, organizations.id))
    .where(eq(organizations.id, organizationId))
    .orderBy(asc(lists.number));
  const [first] = found;
  if (!first) throw new Error(`club ${organizationId} is not there`);
  const { id, name, timeZone, language, wallPrivacy, closeAt, version, updatedAt } = first.club;
  const own = found.flatMap(({ number, list, deletedAt }) =>
    number !== null && list !== null ? [{ number, name: list, gone: deletedAt !== null }] : [],
  );
  const named = (gone: boolean) =>
    own.filter((l) => l.gone === gone).map((l) => ({ number: l.number, name: l.name }));
  return {
    ...{ id, name, timeZone, language, wallPrivacy, closeAt, version },
    words: { ...DEFAULT_WORDS, ...first.club.words },
    lists: named(false),
    formerLists: named(true),
    updatedAt: updatedAt.toISOString(),
  };
}

/** What a club calls its things. */
export async function wordsOfClub(db: Db, organizationId: string): Promise<ClubWords> {
  const [found] = await db
    .select({ words: organizations.words })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return { ...DEFAULT_WORDS, ...found?.words };
}

export interface ClubSnapshot {
  data: Club;
  cursors: Cursors;
}

/** The viewer's club with the cursor of its stream, read in one snapshot. */
export async function clubSnapshot(db: Db, { organizationId }: Actor): Promise<ClubSnapshot> {
  return db.transaction(
    async (tx) => {
      const [data, cursors] = await Promise.all([
        clubOf(tx, organizationId),
        readCursors(tx, organizationId, [ORG_STREAM]),
      ]);
      return { data, cursors };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Whether this database holds a club at all. */
export async function hasClub(db: Db): Promise<boolean> {
  const found = await db.select({ id: organizations.id }).from(organizations).limit(1);
  return found.length > 0;
}

/** What the one club of this database speaks; null where there is none, or more than one. */
export async function onlyClubLanguage(db: Db): Promise<Locale | null> {
  const found = await db.select({ language: organizations.language }).from(organizations).limit(2);
  return found.length === 1 ? (found[0]?.language ?? null) : null;
}

/** Ids of all clubs, the oldest first. */
export async function allClubs(db: Db): Promise<string[]> {
  const found = await db
    .select({ id: organizations.id })
    .from(organizations)
    .orderBy(asc(organizations.createdAt), asc(organizations.id));
  return found.map(({ id }) => id);
}

/** Locks a list of a club until the transaction ends. @returns false when there is none of this number */
export async function lockListNumber(tx: Tx, organizationId: string, number: number): Promise<boolean> {
  const found = await tx
    .select({ number: lists.number })
    .from(lists)
    .where(and(eq(lists.organizationId, organizationId), eq(lists.number, number), isNull(lists.deletedAt)))
    .for("no key update");
  return found.length > 0;
}

/** Locks all lists of a club, in the order of their numbers, until the transaction ends. */
export async function lockAllLists(tx: Tx, organizationId: string): Promise<void> {
  await tx
    .select({ number: lists.number })
    .from(lists)
    .where(and(eq(lists.organizationId, organizationId), isNull(lists.deletedAt)))
    .orderBy(asc(lists.number))
    .for("no key update");
}
