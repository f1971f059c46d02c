import { apiFetch } from "../lib/http/fetch";
import type { Cursors } from "../lib/realtime/contract";
import type { BoardChange } from "./board-cache";
import { retryDelay } from "./retry-delay";
import type { PageScope } from "./socket-context";

type Scope = Pick<PageScope, "client" | "board">;

/** An event is usually here before the answer; one that takes this long is not coming. */
const EVENT_MS = 3_000;
const REFRESH_TRIES = 5;

/**
 * Sends one change, for this person only: whoever else has signed in on this device meanwhile does not make it.
 * @returns where the streams stand after it, where the answer says so
 * @throws ApiProblem, NetworkError
 */
export async function deliverChange(change: BoardChange, userId: string): Promise<Cursors | undefined> {
  const { method, body, opId } = change;
  const request = { method, body, idempotencyKey: opId, userId };
  return (await apiFetch<{ cursors?: Cursors } | undefined>(change.path, request))?.cursors;
}

/** Resolves when the board holds the change, by event or by snapshot; never rejects, for the change is made. */
export async function arrived(
  opId: string,
  cursors: Cursors | undefined,
  { client, board }: Scope,
): Promise<void> {
  for (let attempt = 0; attempt < REFRESH_TRIES; attempt++) {
    const { phase } = client.getState();
    // Cut off, the connection brings it when it is back; only a page that polls must ask.
    if (phase !== "polling") {
      const heard =
        phase === "live" && cursors ? client.reached(cursors, EVENT_MS) : board.holds(opId, EVENT_MS);
      if (await heard) return;
    }
    const refreshed = await board.refresh(opId).then(
      () => true,
      () => false,
    );
    if (refreshed) return;
    // The network went between the answer and the board; the tap stays on screen meanwhile.
    if (await board.holds(opId, retryDelay(attempt))) return;
  }
}
