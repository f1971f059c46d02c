import { gzipSync } from "node:zlib";
import type { Actor } from "./auth/actor";
import { boardSnapshot } from "./caddies/queries";
import type { Db } from "./db/client";
import { clubOf } from "./organizations/queries";

/** Headers of a phone's request, its session's token included, and of our answer: measured by tests/http/listen.db.test.ts. */
const HEADER_BYTES = 1_400;
const KEEP_MS = 60_000;
const known = new Map<string, { at: number; bytes: number }>();

/**
 * Bytes of one poll of a caddie's list, both directions, compressed as `GET /api/caddies` is: what a phone would cost
 * every five seconds without sockets. The average over the club's lists; read anew once a minute.
 */
export async function pollBytes(db: Db, organizationId: string): Promise<number> {
  const earlier = known.get(organizationId);
  if (earlier && Date.now() - earlier.at < KEEP_MS) return earlier.bytes;
  const { lists } = await clubOf(db, organizationId);
  const sizes = await Promise.all(
    lists.map(async ({ number }) => {
      const viewer = { organizationId, role: "CADDIE", lists: [number], caddieId: null } as unknown as Actor;
      return gzipSync(JSON.stringify(await boardSnapshot(db, viewer, number))).length;
    }),
  );
  const bytes = HEADER_BYTES + Math.round(sizes.reduce((a, b) => a + b, 0) / Math.max(1, sizes.length));
  known.set(organizationId, { at: Date.now(), bytes });
  return bytes;
}
