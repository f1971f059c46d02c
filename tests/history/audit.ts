import { and, eq, isNull, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Caddie } from "@/lib/caddies/contract";
import { caddies, turns } from "@/lib/caddies/tables";
import { closes, dayStats } from "@/lib/closes/tables";
import { figuresOf } from "@/lib/figures/queries";
import { caddieDays } from "@/lib/history/queries";
import { rollCalls } from "@/lib/roll-calls/tables";
import type { MovedClub } from "./moved-club";
import type { Tally } from "./tally";

const FROZEN = ["turns9", "turns18", "requested", "minutesOut", "late", "noShows", "skips"] as const;

/** Nobody is out twice, whoever is out has his one turn, and each queue has each who waits once. @returns the board */
export async function expectSoundBoard(moved: MovedClub): Promise<Caddie[]> {
  const { club, master, lists } = moved;
  const { db } = moved.server;
  const board = await moved.board();
  expect(new Set(board.map(({ id }) => id)).size).toBe(club.caddies.length);
  for (const list of lists) {
    const waiting = board.filter(({ listNumber, status }) => listNumber === list && status === "Disponible");
    expect(waiting.map(({ position }) => position)).toEqual(waiting.map((_, i) => i + 1));
  }
  for (const { status, turn, position, calledAt } of board) {
    expect([turn !== null, position !== null]).toEqual([status === "En campo", status === "Disponible"]);
    if (calledAt) expect(status).toBe("Disponible");
  }
  const open = await db
    .select({ caddieId: turns.caddieId })
    .from(turns)
    .where(and(eq(turns.organizationId, club.id), eq(turns.status, "open")));
  const out = board.filter(({ status }) => status === "En campo");
  expect(open.map(({ caddieId }) => caddieId).sort()).toEqual(out.map(({ id }) => id).sort());
  const shared = await db
    .select({ rank: caddies.rank })
    .from(caddies)
    .where(and(eq(caddies.organizationId, master.organizationId), isNull(caddies.deletedAt)))
    .groupBy(caddies.listNumber, caddies.rank)
    .having(sql`count(*) > 1`);
  expect(shared).toEqual([]);
  return board;
}

/** The day is over: nothing of it goes on, and its books come to what was done. */
export async function expectClosed(moved: MovedClub, tally: Tally): Promise<void> {
  const { club, master, day } = moved;
  const { db } = moved.server;
  for (const { name, status, calledAt } of await moved.board())
    expect([name, status === "En campo", calledAt]).toEqual([name, false, null]);
  const open = await db
    .select({ id: rollCalls.id })
    .from(rollCalls)
    .where(and(eq(rollCalls.organizationId, club.id), isNull(rollCalls.closedAt)));
  expect(open).toEqual([]);
  const [close] = await db
    .select()
    .from(closes)
    .where(and(eq(closes.organizationId, club.id), eq(closes.day, day)));
  expect(close).toMatchObject({ state: "closed", automatic: true, version: 1 });
  const frozen = await frozenOf(moved, day);
  const done = club.caddies.map(({ id }) => ({ ...tally.of(id), caddieId: id }));
  const kept = [...FROZEN, "forgotten"] as const;
  expect(byId(frozen, kept)).toEqual(byId(done, kept));
  const { data } = await figuresOf(db, master, { from: day, to: day }, moved.at(24 * 60));
  const told = [...kept, "minutesWaited", "absent"] as const;
  expect(byId(frozen, told)).toEqual(byId(data, told));
}

/** What each night froze is what the moves and the turns of that day tell at the end of the month. */
export async function expectFrozenKept(moved: MovedClub): Promise<void> {
  const { club } = moved;
  const { db } = moved.server;
  const nights = await db.select().from(closes).where(eq(closes.organizationId, club.id));
  const told = [...FROZEN, "minutesWaited", "absent", "listNumber"] as const;
  for (const { day, opensAt, closesAt } of nights) {
    const now = await caddieDays(db, club.id, { after: opensAt, until: closesAt });
    expect(byId(now, told), day).toEqual(byId(await frozenOf(moved, day), told));
  }
}

const frozenOf = ({ server, club }: MovedClub, day: string) =>
  server.db
    .select()
    .from(dayStats)
    .where(and(eq(dayStats.organizationId, club.id), eq(dayStats.day, day)));

function byId<F extends string>(
  all: readonly (Record<F, number> & { caddieId: string })[],
  fields: readonly F[],
): Record<string, number[]> {
  const sorted = [...all].sort((a, b) => (a.caddieId < b.caddieId ? -1 : 1));
  return Object.fromEntries(sorted.map((one) => [one.caddieId, fields.map((f) => Math.round(one[f]))]));
}
