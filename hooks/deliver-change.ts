import { ApiProblem, apiFetch, isTransient } from "../lib/http/fetch";
import type { Cursors } from "../lib/realtime/contract";
import type { BoardChange } from "./board-cache";
import type { PageScope } from "./socket-context";

type Scope = Pick<PageScope, "client" | "board" | "undo">;

/** An event is usually here before the answer; one that takes this long is not coming. */
const EVENT_MS = 3_000;
const REFRESH_TRIES = 5;

/**
 * Sends one change, and resolves when this page's board holds what came of it, so that the tap never flickers back.
 * @throws ApiProblem, NetworkError
 */
export async function deliverChange(change: BoardChange, scope: Scope): Promise<void> {
  if (change.undoes && scope.undo.wasRefused(change.undoes)) return;
  const { method, body, opId } = change;
  const answer = await apiFetch<{ cursors?: Cursors } | undefined>(change.path, {
    method,
    body,
    idempotencyKey: opId,
  });
  await arrived(opId, answer?.cursors, scope);
}

/** Resolves when the board holds the change, by event or by snapshot; never rejects, for the change is made. */
export async function arrived(
  opId: string,
  cursors: Cursors | undefined,
  { client, board }: Scope,
): Promise<void> {
  for (let attempt = 0; attempt < REFRESH_TRIES; attempt++) {
    if (client.getState().phase === "live") {
      const heard = cursors ? client.reached(cursors, EVENT_MS) : board.holds(opId, EVENT_MS);
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

/** Whether to send it again: only where the answer may have been lost, or was "later". */
export const retryChange = (_failures: number, error: Error) => isTransient(error);

/** Milliseconds before sending it again; `Retry-After` decides where the server gave one. */
export function retryDelay(failures: number, error?: Error): number {
  const asked = error instanceof ApiProblem ? error.retryAfterMs : null;
  return asked ?? Math.min(500 * 2 ** failures, 5_000);
}
