import type { Cursors } from "./contract";
import type { LiveSocket } from "./live-socket";
import { clientName, roomOf } from "./rooms";
import type { Tail } from "./tail";

/** Heads of the streams whose rooms the socket is in. */
export function headsOf(socket: LiveSocket, tail: Tail): Cursors {
  const { organizationId } = socket.data.actor;
  const prefix = roomOf(organizationId, "");
  const heads: Cursors = {};
  for (const room of socket.rooms) {
    if (!room.startsWith(prefix)) continue;
    const stored = room.slice(prefix.length);
    const seq = tail.head(organizationId, stored);
    if (seq !== undefined) heads[clientName(stored)] = { epoch: tail.epoch, seq };
  }
  return heads;
}

/** Heads worth telling: a stream that nothing was written to says nothing, and an idle phone pays by the byte. */
export function writtenHeadsOf(socket: LiveSocket, tail: Tail): Cursors {
  return Object.fromEntries(Object.entries(headsOf(socket, tail)).filter(([, cursor]) => cursor.seq > 0));
}
