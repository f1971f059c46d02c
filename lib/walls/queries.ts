import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { byUrgency } from "../announcements/policy";
import { openAnnouncements } from "../announcements/queries";
import type { Actor } from "../auth/actor";
import { boardSnapshot } from "../caddies/queries";
import { type Db, rows, type Tx } from "../db/client";
import { AppError } from "../http/problem";
import { clubOf } from "../organizations/queries";
import { rulesOfLists } from "../rules/queries";
import type { ListedWall, Wall, WallNumber, WallState } from "./contract";
import { canManageWalls, listOnWall } from "./policy";
import { walls } from "./tables";
import { SAID_SHOWN, SEEN_MS } from "./vocabulary";

type WallRow = typeof walls.$inferSelect;
const isoOrNull = (time: Date | null) => time?.toISOString() ?? null;

/** A screen as the admins know it. */
export function presentWall(row: WallRow): Wall {
  const { id, name, lists, version } = row;
  return {
    ...{ id, name, lists, version },
    codeExpiresAt: row.codeHash === null ? null : isoOrNull(row.codeExpiresAt),
    pairedAt: isoOrNull(row.pairedAt),
    createdAt: row.createdAt.toISOString(),
  };
}

/** @throws AppError FORBIDDEN */
export function requireWallAdmin(actor: Pick<Actor, "role">): void {
  if (!canManageWalls(actor)) throw new AppError("FORBIDDEN", "only an admin may see and change the screens");
}

/** The club's screens, the oldest first. @throws AppError FORBIDDEN */
export async function listWalls(db: Db, actor: Actor, now: Date): Promise<ListedWall[]> {
  requireWallAdmin(actor);
  const found = await db
    .select()
    .from(walls)
    .where(and(eq(walls.organizationId, actor.organizationId), isNull(walls.revokedAt)))
    .orderBy(asc(walls.createdAt), asc(walls.id));
  return found.map((row) => ({
    ...presentWall(row),
    lastSeenAt: isoOrNull(row.lastSeenAt),
    online: row.lastSeenAt !== null && row.lastSeenAt.getTime() > now.getTime() - SEEN_MS,
  }));
}

/** Locks a screen of a club until the transaction ends. @throws AppError NOT_FOUND */
export async function lockWallRow(tx: Tx, organizationId: string, wallId: string): Promise<WallRow> {
  const [row] = await tx
    .select()
    .from(walls)
    .where(and(eq(walls.organizationId, organizationId), eq(walls.id, wallId), isNull(walls.revokedAt)))
    .for("update");
  if (!row) throw new AppError("NOT_FOUND", "there is no such screen");
  return row;
}

/** A screen that is not revoked, and what its device must show; null where there is none. */
export interface WallPass {
  wallId: string;
  organizationId: string;
  name: string;
  lists: number[] | null;
  passVersion: number;
}

export async function wallPass(db: Db, wallId: string): Promise<WallPass | null> {
  const { id, organizationId, name, lists, passVersion } = walls;
  const [found] = await db
    .select({ wallId: id, organizationId, name, lists, passVersion })
    .from(walls)
    .where(and(eq(walls.id, wallId), isNull(walls.revokedAt)));
  return found ?? null;
}

/** Whose code this is while it can be typed, and who issued it; null where it is nobody's. */
export async function wallBehind(db: Db, codeHash: string, now: Date) {
  const [found] = await db
    .select({
      wallId: walls.id,
      organizationId: walls.organizationId,
      expiresAt: walls.codeExpiresAt,
      createdBy: walls.createdBy,
      creator: sql<string>`(select u.name from users u where u.id = ${walls.createdBy})`,
    })
    .from(walls)
    .where(and(eq(walls.codeHash, codeHash), isNull(walls.revokedAt)));
  return found?.expiresAt && found.expiresAt > now ? found : null;
}

/**
 * The number of each caddie of a club, removed ones too, in the order in which they came: a screen without names calls
 * him by it, so it is never given to another.
 */
async function numbersOf(db: Db, organizationId: string): Promise<Map<string, number>> {
  const found = await rows<{ id: string; number: number }>(
    db,
    sql`select c.id, row_number() over (order by c.created_at, c.id)::int as number
      from caddies c where c.organization_id = ${organizationId}`,
  );
  return new Map(found.map(({ id, number }) => [id, number]));
}

/** Sees every list and nobody's telephone number. */
const viewer = (organizationId: string, lists: number[]): Actor => ({
  ...{ organizationId, lists, role: "CADDIE", caddieId: null, name: "", sessionVersion: 0 },
  ...{ userId: organizationId, sessionId: organizationId, expiresAt: new Date(0) },
});

/** What all screens of a club may show, list by list. */
export type WallBoard = Pick<WallState, "asOf" | "club" | "lists" | "announcements">;

/**
 * The club's board through the glasses of its privacy.
 * @param keyOf says nothing of whom it stands for
 */
export async function wallBoard(
  db: Db,
  organizationId: string,
  keyOf: (caddieId: string) => string,
): Promise<WallBoard> {
  const now = new Date();
  const club = await clubOf(db, organizationId);
  const { name, timeZone, language, wallPrivacy: privacy, words } = club;
  const actor = viewer(
    organizationId,
    club.lists.map(({ number }) => number),
  );
  const [{ data }, said, rules, numbers] = await Promise.all([
    boardSnapshot(db, actor),
    openAnnouncements(db, actor, now),
    rulesOfLists(db, organizationId, actor.lists),
    privacy === "numbers" ? numbersOf(db, organizationId) : new Map<string, number>(),
  ]);
  const lens = { privacy, timeZone, now, keyOf, numberOf: (id: string) => numbers.get(id) ?? 0 };
  return {
    asOf: now.toISOString(),
    club: { name, timeZone, language, privacy, words },
    lists: club.lists.map((list) => {
      const { callsFirst = false } = rules[list.number] ?? {};
      return listOnWall({ ...list, callsFirst }, data, lens);
    }),
    announcements: said.data
      .sort(byUrgency)
      .slice(0, SAID_SHOWN)
      .map(({ id, message, type, listNumber }) => ({
        ...{ key: id, text: message, listNumber },
        urgent: type === "urgent",
      })),
  };
}

/**
 * By which number the club's screens call a caddie: for himself and the admins.
 * @returns null where the screens call by name, or it is not his business
 */
export async function wallNumberOf(db: Db, actor: Actor, caddieId: string): Promise<number | null> {
  if (!canManageWalls(actor) && actor.caddieId !== caddieId) return null;
  const { wallPrivacy } = await clubOf(db, actor.organizationId);
  if (wallPrivacy !== "numbers") return null;
  return (await numbersOf(db, actor.organizationId)).get(caddieId) ?? null;
}

/** Who is behind each number, by number. @throws AppError FORBIDDEN */
export async function wallNumbers(db: Db, actor: Actor): Promise<WallNumber[]> {
  requireWallAdmin(actor);
  const [{ data }, numbers] = await Promise.all([
    boardSnapshot(db, actor),
    numbersOf(db, actor.organizationId),
  ]);
  return data
    .map(({ id, name, listNumber }) => ({ caddieId: id, name, listNumber, number: numbers.get(id) ?? 0 }))
    .sort((a, b) => a.number - b.number);
}
