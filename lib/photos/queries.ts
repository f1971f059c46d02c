import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { Db } from "../db/client";
import { AppError } from "../http/problem";
import { userPhotos } from "./tables";
import type { Photos, PhotoType } from "./vocabulary";

type Viewer = Pick<Actor, "userId" | "organizationId" | "role" | "lists">;

// Written out: drizzle leaves the table's name away where only one is selected from, and the inner one would be meant.
const owner = sql`(select u.organization_id from users u where u.id = user_photos.user_id)`;
const ofCaddie = (column: string) =>
  sql`(select c.${sql.raw(column)} from caddies c where c.user_id = user_photos.user_id and c.deleted_at is null)`;

/** Of his own club: himself, whoever is no caddie, and the caddies of the lists that he sees. */
function visibleTo({ userId, organizationId, role, lists }: Viewer): SQL | undefined {
  const numbers = sql.join(
    [0, ...lists].map((n) => sql`${n}::int`),
    sql`, `,
  );
  return and(
    sql`${owner} = ${organizationId}::uuid`,
    isNotNull(userPhotos.image),
    role === "ADMIN"
      ? undefined
      : sql`(${userPhotos.userId} = ${userId}::uuid or ${ofCaddie("list_number")} is null
          or ${ofCaddie("list_number")} in (${numbers}))`,
  );
}

/** Which faces a viewer may see, under the ids by which his screens name people. */
export async function photosFor(db: Db, viewer: Viewer): Promise<Photos> {
  const found = await db
    .select({
      userId: userPhotos.userId,
      version: userPhotos.version,
      caddieId: sql<string | null>`${ofCaddie("id")}`,
    })
    .from(userPhotos)
    .where(visibleTo(viewer));
  return Object.fromEntries(
    found.flatMap(({ userId, version, caddieId }) =>
      [userId, ...(caddieId ? [caddieId] : [])].map((id) => [id, { userId, version }]),
    ),
  );
}

/** @throws AppError NOT_FOUND for one that is not there, and for one that he may not see */
export async function photoOf(
  db: Db,
  viewer: Viewer,
  userId: string,
): Promise<{ version: number; type: PhotoType; image: Uint8Array }> {
  const [found] = await db
    .select({ version: userPhotos.version, type: userPhotos.type, image: userPhotos.image })
    .from(userPhotos)
    .where(and(eq(userPhotos.userId, userId), visibleTo(viewer)));
  const { version, type, image } = found ?? {};
  if (version === undefined || !type || !image) throw new AppError("NOT_FOUND", "there is no such photo");
  return { version, type, image };
}
