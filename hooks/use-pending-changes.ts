import { useMutationState } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Intention } from "../lib/caddies/reducer";
import type { BoardChange } from "./board-cache";
import { CHANGES_KEY } from "./board-store";

/** `queued`: waits for the network or for those before it. */
export interface PendingChange {
  opId: string;
  intention: Intention;
  state: "sending" | "queued";
}

interface Waiting {
  change: BoardChange | undefined;
  state: PendingChange["state"];
}

const FILTERS = { mutationKey: CHANGES_KEY, status: "pending" } as const;

/** The unconfirmed changes with all that is known of them, in the order in which they go out. */
export function useWaitingChanges(): { change: BoardChange; state: PendingChange["state"] }[] {
  const waiting = useMutationState<Waiting>({
    filters: FILTERS,
    select: ({ state }) => ({
      change: state.variables as BoardChange | undefined,
      state: state.isPaused || state.failureCount > 0 ? "queued" : "sending",
    }),
  });
  return useMemo(
    () => waiting.flatMap(({ change, state }) => (change ? [{ change, state }] : [])),
    [waiting],
  );
}

/** The changes that the server has not confirmed yet, in the order in which they go out ("2 por enviar"). */
export function usePendingChanges(): PendingChange[] {
  const waiting = useWaitingChanges();
  return useMemo(
    () => waiting.map(({ change, state }) => ({ opId: change.opId, intention: change.intention, state })),
    [waiting],
  );
}
