import { deviceOf } from "../auth/device";
import type { BehindPhone } from "./contract";
import { writtenHeadsOf } from "./heads";
import type { LiveSocket } from "./live-socket";
import type { Confirmations } from "./stats";
import type { Tail } from "./tail";

/** The socket's type knows of no acknowledgements towards the server's own questions. */
interface Asking {
  emitWithAck(event: "sync:heads", payload: unknown): Promise<unknown>;
}

/** A phone that has not confirmed by then counts as behind. */
const CONFIRM_WITHIN_MS = 2_500;
/** Frames, names and numbers of one question and its answer, beside the heads themselves. */
const QUESTION_BYTES = 36;
/** Asked before the event loop gets a turn. */
const SLICE = 250;

/**
 * Tells these sockets their heads and asks each to confirm once it has applied them: the acknowledgement comes when the
 * client has caught up, so its delay is how late the phone is. A client that never acknowledges counts as behind.
 * @returns also who is behind, and what it cost, both directions
 */
export async function confirmHeads(sockets: readonly LiveSocket[], tail: Tail) {
  const behind: BehindPhone[] = [];
  const state: Confirmations & { bytes: number } = {
    asked: sockets.length,
    upToDate: 0,
    latencies: [],
    at: new Date().toISOString(),
    behind,
    bytes: 0,
  };
  const ask = async (socket: LiveSocket) => {
    const begun = performance.now();
    const streams = writtenHeadsOf(socket, tail);
    state.bytes += JSON.stringify({ streams }).length + QUESTION_BYTES;
    try {
      await (socket.timeout(CONFIRM_WITHIN_MS) as unknown as Asking).emitWithAck("sync:heads", { streams });
    } catch {
      // Who has gone meanwhile is no phone of the club's any more.
      if (socket.disconnected) state.asked--;
      else behind.push(phoneOf(socket));
      return;
    }
    socket.data.confirmedAt = Date.now();
    state.upToDate++;
    state.latencies.push(performance.now() - begun);
  };
  const asked: Promise<void>[] = [];
  for (let i = 0; i < sockets.length; i += SLICE) {
    asked.push(...sockets.slice(i, i + SLICE).map(ask));
    await new Promise(setImmediate);
  }
  await Promise.all(asked);
  return state;
}

function phoneOf({ data, handshake }: LiveSocket): BehindPhone {
  const since = new Date(data.confirmedAt ?? handshake.issued).toISOString();
  const { userId, name } = data.actor;
  return { userId, name, device: deviceOf(handshake.headers["user-agent"] ?? null), since };
}
