import { randomUUID } from "node:crypto";
import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import { type CaddieFacts, type caddies, moves, turns } from "../caddies/tables";
import { addDays, dayOf, instantOf } from "../i18n/days";
import type { Db } from "./client";

const ZONE = "America/Bogota";
const MINUTE = 60_000;
const [FIRST_TEE, LAST_TEE] = [6 * 60 + 10, 14 * 60 + 30];
const ROUND = { 9: 130, 18: 255 } as const;
/** More parameters than these rows have in one statement are a burden. */
const AT_ONCE = 400;

type CaddieSeed = typeof caddies.$inferInsert;
type Turn = typeof turns.$inferInsert;
type Move = typeof moves.$inferInsert;

/** Repeatable: the same demo every time (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Weeks of plausible days for a list, up to its present: its caddies go out in turn and come back to the end, go home on
 * the last evening, and arrive this morning in the order in which they stand now.
 * @param rows of one list, in the order of its queue, each *Disponible* since this morning; they get their versions
 */
export function seedPast(
  rows: CaddieSeed[],
  weeks: number,
  by: string,
  now: Date,
): { turns: Turn[]; moves: Move[] } {
  const chance = chanceOf(rows.length * 31 + (rows[0]?.listNumber ?? 0));
  const ranks = generateNKeysBetween(null, null, rows.length);
  const today = dayOf(now.getTime(), ZONE);
  const began = new Date(instantOf(addDays(today, -7 * weeks), "05:00", ZONE));
  const past: { turns: Turn[]; moves: Move[] } = { turns: [], moves: [] };
  const facts = new Map(rows.map((row, i) => [row.id, factsOf(row, ranks[i] ?? "a0", began)]));
  const queue = rows.map(({ id }) => id);
  for (const row of rows) Object.assign(row, { createdAt: began, version: 1 });

  function move(row: CaddieSeed, at: Date, rule: Move["rule"], change: Partial<CaddieFacts>): void {
    const before = facts.get(row.id);
    if (!before) return;
    const after = { ...before, ...change, since: at.toISOString() };
    facts.set(row.id, after);
    row.version = (row.version ?? 1) + 1;
    const { id: caddieId, organizationId, version } = row;
    const whose = { id: randomUUID(), organizationId, caddieId, actorId: by };
    past.moves.push({ ...whose, kind: "status", rule, reason: null, before, after, version, opId: null, at });
  }
  const byId = new Map(rows.map((row) => [row.id, row]));
  const waiting = (id: string) => facts.get(id)?.status === "Disponible";
  let last = ranks.at(-1) ?? null;

  for (let d = -7 * weeks; d < 0; d++) {
    const day = addDays(today, d);
    const midnight = instantOf(day, "00:00", ZONE);
    const weekend = new Date(day).getUTCDay() % 6 === 0;
    const outings = Math.round(rows.length * (weekend ? 1.25 : 0.8) * (0.8 + chance() * 0.4));
    const plan = Array.from({ length: outings }, () => ({
      minute: FIRST_TEE + Math.floor(chance() ** 1.3 * (LAST_TEE - FIRST_TEE)),
      back: null as string | null,
    }));
    while (plan.length > 0) {
      plan.sort((a, b) => a.minute - b.minute);
      const next = plan.shift();
      if (!next) break;
      const at = new Date(midnight + (next.minute + chance()) * MINUTE);
      if (next.back !== null) {
        const row = byId.get(next.back);
        last = generateKeyBetween(last, null);
        queue.push(next.back);
        const position = queue.filter(waiting).length + 1;
        if (row)
          move(row, at, "end_of_list", { status: "Disponible", position, rank: last, openTurnId: null });
        continue;
      }
      const id = queue.shift();
      const row = id ? byId.get(id) : undefined;
      if (!id || !row) continue;
      const holes = chance() < 0.3 ? 9 : 18;
      const minutes = ROUND[holes] + Math.round(chance() * 40 - 20);
      const { organizationId, listNumber } = row;
      const turn = {
        id: randomUUID(),
        organizationId,
        caddieId: id,
        listNumber,
        status: "finished" as const,
      };
      const endedAt = new Date(midnight + (next.minute + minutes + 1) * MINUTE);
      past.turns.push({ ...turn, startedAt: at, endedAt, holes, startedBy: by, endedBy: by, version: 2 });
      move(row, at, "left_queue", { status: "En campo", position: null, openTurnId: turn.id });
      plan.push({ minute: next.minute + minutes, back: id });
    }
  }
  const evening = instantOf(addDays(today, -1), "19:10", ZONE);
  rows.forEach((row, i) => {
    move(row, new Date(evening + i * 1_000), "left_queue", { status: "Ausente", position: null });
  });
  rows.forEach((row, i) => {
    move(row, row.since, "end_of_list", { status: "Disponible", position: i + 1, rank: row.rank });
  });
  return past;
}

function factsOf(row: CaddieSeed, rank: string, since: Date): CaddieFacts {
  const { name, listNumber, phoneNumber = null } = row;
  const here = { status: "Disponible" as const, listNumber, position: null, rank, name, phoneNumber };
  return { ...here, since: since.toISOString(), deleted: false, openTurnId: null };
}

export async function insertPast(tx: Db, past: { turns: Turn[]; moves: Move[] }): Promise<void> {
  for (let i = 0; i < past.turns.length; i += AT_ONCE)
    await tx.insert(turns).values(past.turns.slice(i, i + AT_ONCE));
  for (let i = 0; i < past.moves.length; i += AT_ONCE)
    await tx.insert(moves).values(past.moves.slice(i, i + AT_ONCE));
}
