import type { Metrics } from "../telemetry/metrics";
import type { Cursors, Since, SyncState } from "./contract";
import type { LiveSocket } from "./live-socket";
import { roomOf, storedName } from "./rooms";
import type { Tail } from "./tail";

/** A stream that moves on faster than it can be read is handed to the client as a reset. */
const ATTEMPTS = 5;

/**
 * Puts a socket into the rooms of its streams and sends what its cursors miss: everything up to the head in order,
 * then `sync:ready`; what comes live is beyond it by construction.
 * @param names client names of the streams, already authorised
 * @param confirmAccess called in the tick of the join; false sends the caller back to authorise again
 * @returns false when access changed meanwhile and nothing was joined
 */
export async function joinAndReplay(
  socket: LiveSocket,
  tail: Tail,
  names: readonly string[],
  cursors: Cursors,
  confirmAccess: () => boolean,
  metrics: Metrics,
): Promise<Record<string, SyncState> | false> {
  const { organizationId, userId } = socket.data.actor;
  const streams = names.map((name) => ({ name, stored: storedName(name, userId), cursor: cursors[name] }));
  for (let attempt = 1; ; attempt++) {
    await tail.open(
      organizationId,
      streams.map((s) => s.stored),
    );
    const read = await Promise.all(
      streams.map(
        async ({ name, stored, cursor }): Promise<[string, Since | null]> => [
          name,
          cursor ? await tail.since(organizationId, stored, cursor.epoch, cursor.seq) : null,
        ],
      ),
    );
    // From here to the join in one tick: what is emitted later reaches the room, what was emitted is in `entries`.
    if (!confirmAccess()) return false;
    const replays = new Map(read);
    const plans = streams.map(({ name, stored }) =>
      planOf(tail, organizationId, stored, replays.get(name) ?? null, attempt === ATTEMPTS),
    );
    if (plans.some((plan) => plan === null)) continue;
    void socket.join(streams.map((s) => roomOf(organizationId, s.stored)));
    const states: Record<string, SyncState> = {};
    streams.forEach(({ name, cursor }, i) => {
      const plan = plans[i];
      if (!plan) return;
      for (const envelope of plan.entries) socket.emit(envelope.event, envelope);
      states[name] = plan.state;
      metrics.joined();
      if ("reset" in plan.state) metrics.reset();
      else if (cursor) metrics.replayed(plan.entries.length);
    });
    return states;
  }
}

function planOf(tail: Tail, organizationId: string, stored: string, replay: Since | null, last: boolean) {
  const head = tail.head(organizationId, stored);
  const { epoch } = tail;
  if (head === undefined && !last) return null;
  const at = { epoch, seq: head ?? 0 };
  if (replay === null) return { entries: [], state: { ...at, replayed: 0 } };
  if ("reset" in replay || replay.epoch !== epoch)
    return { entries: [], state: { ...at, reset: true as const } };
  const rest = tail.recent(organizationId, stored, replay.seq);
  if (rest === null) return last ? { entries: [], state: { ...at, reset: true as const } } : null;
  const entries = [...replay.events, ...rest];
  return { entries, state: { ...at, replayed: entries.length } };
}
