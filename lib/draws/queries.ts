import { and, asc, desc, eq, lt, lte, or, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { canSeeList } from "../caddies/policy";
import { listStream } from "../caddies/vocabulary";
import type { Db } from "../db/client";
import { readTimeCursor, writeTimeCursor } from "../http/page-cursor";
import { AppError } from "../http/problem";
import type { Cursors } from "../realtime/contract";
import { readCursors } from "../realtime/log";
import type { Draw } from "./contract";
import { draws } from "./tables";

const nameOf = (column: string) =>
  sql<string | null>`(select u.name from users u where u.id = ${sql.raw(`draws.${column}`)})`;

export const selectDraws = (db: Db) =>
  db
    .select({
      draw: draws,
      committer: nameOf("committed_by"),
      revealer: nameOf("revealed_by"),
      closer: nameOf("closed_by"),
    })
    .from(draws);

const isoOrNull = (time: Date | null) => (time === null ? null : time.toISOString());
const personOrNull = (id: string | null, name: string | null) =>
  id === null ? null : { id, name: name ?? "" };

/** A draw as its list may see it: while it can still be run, nobody sees its seed. */
export function presentDraw({ draw, ...names }: Awaited<ReturnType<typeof selectDraws>>[number]): Draw {
  const { id, listNumber, day, number, state, commitment, participants, result, closedReason, version } =
    draw;
  return {
    ...{ id, listNumber, day, number, state, commitment, participants, result, closedReason, version },
    seed: state === "committed" ? null : draw.seed,
    runsAt: isoOrNull(draw.runsAt),
    committedAt: draw.committedAt.toISOString(),
    committedBy: { id: draw.committedBy, name: names.committer ?? "" },
    revealedAt: isoOrNull(draw.revealedAt),
    revealedBy: personOrNull(draw.revealedBy, names.revealer),
    closedAt: isoOrNull(draw.closedAt),
    closedBy: personOrNull(draw.closedBy, names.closer),
  };
}

/** The draws of a list, the latest first, with the cursor of its stream from the same moment. @throws AppError NOT_FOUND */
export async function listDraws(
  db: Db,
  actor: Actor,
  { list, limit, cursor }: { list: number; limit: number; cursor?: string },
): Promise<{ data: Draw[]; nextCursor: string | null; cursors: Cursors }> {
  if (!canSeeList(actor, list)) throw new AppError("NOT_FOUND", "there is no such list");
  const [before, beforeId] = cursor === undefined ? [null, ""] : readTimeCursor(cursor);
  return db.transaction(
    async (tx) => {
      const page = selectDraws(tx)
        .where(
          and(
            eq(draws.organizationId, actor.organizationId),
            eq(draws.listNumber, list),
            before
              ? or(lt(draws.committedAt, before), and(eq(draws.committedAt, before), lt(draws.id, beforeId)))
              : undefined,
          ),
        )
        .orderBy(desc(draws.committedAt), desc(draws.id))
        .limit(limit + 1);
      const heads = readCursors(tx, actor.organizationId, [listStream(list)]);
      const [found, cursors] = await Promise.all([page, heads]);
      const shown = found.slice(0, limit);
      const last = shown.at(-1)?.draw;
      const nextCursor = found.length > limit && last ? writeTimeCursor(last.committedAt, last.id) : null;
      return { data: shown.map(presentDraw), nextCursor, cursors };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Draws whose hour has come, in all clubs, and who promised each. */
export function dueDraws(db: Db, now: Date): Promise<{ drawId: string; userId: string }[]> {
  return db
    .select({ drawId: draws.id, userId: draws.committedBy })
    .from(draws)
    .where(and(eq(draws.state, "committed"), lte(draws.runsAt, now)))
    .orderBy(asc(draws.runsAt));
}
