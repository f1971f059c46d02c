import { useMemo } from "react";
import type { BoardChange } from "./board-cache";
import type { Intention } from "./predict";
import { useOutbox } from "./use-outbox";

/** `queued`: waits for the network or for those before it. */
export interface PendingChange {
  opId: string;
  intention: Intention;
  state: "sending" | "queued";
}

/** The same with all that is known of them. */
export function useWaitingChanges(): readonly { change: BoardChange; state: PendingChange["state"] }[] {
  return useOutbox().waiting;
}

/** The changes that the server has not confirmed yet, in the order in which they go out ("2 por enviar"). */
export function usePendingChanges(): PendingChange[] {
  const waiting = useWaitingChanges();
  return useMemo(
    () => waiting.map(({ change, state }) => ({ opId: change.opId, intention: change.intention, state })),
    [waiting],
  );
}
