import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { createHandshake } from "@/lib/realtime/handshake";
import { createLimits } from "@/lib/realtime/limits";
import type { LiveSocket } from "@/lib/realtime/live-socket";
import { Revisions } from "@/lib/realtime/revisions";
import type { Tail } from "@/lib/realtime/tail";
import { createLogger } from "@/lib/telemetry/logger";
import type { Metrics } from "@/lib/telemetry/metrics";

const actor: Actor = {
  ...{ userId: randomUUID(), organizationId: randomUUID(), name: "Caddie", role: "CADDIE", caddieId: null },
  ...{ lists: [1], sessionId: randomUUID(), sessionVersion: 1, expiresAt: new Date(Date.now() + 60_000) },
};

/** A handshake during which somebody's access changes; how often the session was read, and as of when. */
async function connectWhile(change: (revisions: Revisions) => void) {
  const revisions = new Revisions();
  const reauthenticate = vi.fn(async () => actor);
  const authorise = createHandshake({
    ...{ revisions, reauthenticate, limits: createLimits(), log: createLogger("silent", false) },
    ...{ trustProxy: false, metrics: {} as Metrics, tokenFromCookie: () => undefined },
    tail: { head: () => 0, open: async () => undefined } as unknown as Tail,
    async authenticate() {
      change(revisions);
      return actor;
    },
  });
  const request = { headers: {}, socket: { remoteAddress: "127.0.0.1" } };
  const auth = { token: "one" };
  const socket = { handshake: { auth }, conn: {}, request, data: {} } as unknown as LiveSocket;
  await authorise(socket);
  return {
    reads: reauthenticate.mock.calls.length,
    stale: revisions.since(actor.userId, socket.data.authorisedAt),
  };
}

describe("changes of access while somebody connects", () => {
  it("[C-05] I7: his own is not overlooked: the session is read again", async () => {
    expect(await connectWhile((revisions) => revisions.heard(actor.userId))).toEqual({
      reads: 1,
      stale: true,
    });
  });

  it("[C-19] those of others hold up nobody: a crowd gets in, however much the club changes", async () => {
    const busy = (revisions: Revisions) => {
      for (let n = 0; n < 50; n++) revisions.heard(randomUUID());
    };
    expect(await connectWhile(busy)).toEqual({ reads: 0, stale: false });
  });

  it("tells before from after", () => {
    const revisions = new Revisions();
    revisions.heard("ana");
    const moment = revisions.now;
    expect(revisions.since("ana", moment)).toBe(false);
    revisions.heard("german");
    expect(revisions.since("ana", moment)).toBe(false);
    revisions.heard("ana");
    expect(revisions.since("ana", moment)).toBe(true);
  });
});
