import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { moves } from "@/lib/caddies/tables";
import { idempotencyKeys } from "@/lib/db/tables";
import { events, streams } from "@/lib/realtime/tables";
import type { TestServer } from "./server";

/** The whole log of a club, stream by stream, in order. */
export function logOf(server: TestServer, clubId: string) {
  return server.db
    .select()
    .from(events)
    .where(eq(events.organizationId, clubId))
    .orderBy(asc(events.stream), asc(events.seq));
}

/** The head of each stream of a club, by its stored name. */
export async function headsOf(server: TestServer, clubId: string): Promise<Record<string, number>> {
  const found = await server.db.select().from(streams).where(eq(streams.organizationId, clubId));
  return Object.fromEntries(found.map(({ name, seq }) => [name, seq]));
}

interface Made {
  caddieId: string;
  version: number;
}

/**
 * I1: the committed seqs of each stream are exactly 1..head. I2: every move was announced on its list, every
 * announcement has its move, and every key in the log its answer.
 */
export async function expectWholeLog(server: TestServer, clubId: string): Promise<void> {
  const entries = await logOf(server, clubId);
  const heads = await headsOf(server, clubId);
  const seqs: Record<string, number[]> = {};
  for (const { stream, seq } of entries) seqs[stream] = [...(seqs[stream] ?? []), seq];
  const whole = Object.entries(heads).map(([name, head]) => [
    name,
    Array.from({ length: head }, (_, i) => i + 1),
  ]);
  expect(seqs).toEqual(Object.fromEntries(whole));

  const all = await server.db.select().from(moves).where(eq(moves.organizationId, clubId));
  // A turn that is corrected after its caddie was removed stands on no board: there is nobody to tell.
  const made = all.filter(({ kind, after }) => !(kind === "turn" && after.deleted));
  const announced = entries.flatMap(({ stream, event, data }) => {
    if (!stream.startsWith("list-")) return [];
    if (event.startsWith("caddie:")) return [data as Made];
    // Whoever kept his place is named with the version that he has: his first one is nobody's move.
    const { order } = data as { order: Made[] };
    return event === "list:reordered" ? order.filter(({ version }) => version > 1) : [];
  });
  const marks = (them: Made[]) =>
    [...new Set(them.map(({ caddieId, version }) => `${caddieId} v${version}`))].sort();
  expect(marks(announced)).toEqual(marks(made));

  const keys = await server.db.select().from(idempotencyKeys);
  const answered = new Set(keys.filter(({ status }) => status !== null).map(({ key }) => key));
  const unanswered = entries.filter(({ opId }) => opId !== null && !answered.has(opId));
  expect(unanswered).toEqual([]);
}
