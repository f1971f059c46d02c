import type { Actor } from "../auth/actor";

export const canDraw = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";

/**
 * The verifiable draw, word for word as docs/draw.md tells it to outsiders: the server runs this file, and every phone
 * runs it again. Nothing here may change without a new DRAW_VERSION.
 */
const DRAW_VERSION = "caddiepro-draw-v1";

/** What a commitment promises. */
export interface Promised {
  id: string;
  listNumber: number;
  /** As `2026-11-20`. */
  day: string;
  participants: readonly { id: string }[];
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const hexOf = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (hex: string) =>
  Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));

/** Ids sorted by their characters: the one order that nobody chooses. */
export const canonical = (participants: readonly { id: string }[]): string[] =>
  participants.map(({ id }) => id).sort();

/** The six lines that are hashed. @param seed 64 hexadecimal digits */
export function committedText({ id, listNumber, day, participants }: Promised, seed: string): string {
  return [DRAW_VERSION, id, String(listNumber), day, canonical(participants).join(","), seed].join("\n");
}

/** SHA-256 of the six lines, in hexadecimal. */
export async function commitmentOf(promised: Promised, seed: string): Promise<string> {
  return hexOf(await crypto.subtle.digest("SHA-256", utf8(committedText(promised, seed))));
}

/** Numbers below 2^32 without end: the blocks HMAC-SHA-256(seed, "caddiepro-draw-v1:0"), ":1" …, eight to a block. */
async function* words(seed: string): AsyncGenerator<number, never> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(seed), hmac, false, ["sign"]);
  for (let block = 0; ; block++) {
    const bytes = new DataView(await crypto.subtle.sign("HMAC", key, utf8(`${DRAW_VERSION}:${block}`)));
    for (let at = 0; at < bytes.byteLength; at += 4) yield bytes.getUint32(at);
  }
}

const ALL = 2 ** 32;

/**
 * The order: Fisher–Yates from the last place down to the second. A number that would make some places likelier than
 * others is thrown away, not reduced.
 */
export async function drawnOrder(participants: readonly { id: string }[], seed: string): Promise<string[]> {
  const order = canonical(participants);
  const source = words(seed);
  for (let last = order.length - 1; last > 0; last--) {
    const places = last + 1;
    const fair = ALL - (ALL % places);
    let word = (await source.next()).value;
    while (word >= fair) word = (await source.next()).value;
    const chosen = word % places;
    [order[last], order[chosen]] = [order[chosen] as string, order[last] as string];
  }
  return order;
}

/** What a phone finds out for itself; null: there is nothing to compare yet. */
export interface Verdict {
  /** The seed is the one that was promised. */
  commitment: boolean | null;
  /** The order is the one that the seed gives. */
  order: boolean | null;
}

/** Recomputes a draw from what was published. */
export async function verify(
  draw: Promised & { commitment: string; seed: string | null; result: readonly string[] | null },
): Promise<Verdict> {
  if (draw.seed === null) return { commitment: null, order: null };
  const commitment = (await commitmentOf(draw, draw.seed)) === draw.commitment;
  if (draw.result === null) return { commitment, order: null };
  const order = (await drawnOrder(draw.participants, draw.seed)).join() === draw.result.join();
  return { commitment, order };
}

/**
 * The queue after a draw: those drawn who are still in it, in the order drawn, then whoever came into it since the
 * promise, as they stood.
 */
export function queueAfter<T extends { id: string }>(queue: readonly T[], result: readonly string[]): T[] {
  const place = new Map(result.map((id, i) => [id, i]));
  const drawn = queue.filter(({ id }) => place.has(id));
  drawn.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  return [...drawn, ...queue.filter(({ id }) => !place.has(id))];
}

/** By name as a Spanish list has it, without regard to case; equal names by id. */
export function byName<T extends { id: string; name: string }>(queue: readonly T[]): T[] {
  const { compare } = new Intl.Collator("es", { sensitivity: "base", numeric: true });
  return [...queue].sort((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}
