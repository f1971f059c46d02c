import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Board } from "../lib/caddies/reducer";
import { BOARD_KEY, subjectOf, withChanges } from "./board-cache";
import { usePageScope } from "./socket-context";
import { type PendingChange, useWaitingChanges } from "./use-pending-changes";

export interface BoardState {
  status: "loading" | "ready" | "error";
  /** What to show: `confirmed` with the unconfirmed taps over it. */
  board: Board;
  /** The server's word. */
  confirmed: Board;
  pending: ReadonlyMap<string, PendingChange[]>;
  /** Ids of the caddies who changed in the last 2 s. */
  changed: ReadonlySet<string>;
  refetch: () => void;
}

const noChanges = () => () => undefined;
const EMPTY: Board = { lists: {}, phones: {} };
const NONE: ReadonlySet<string> = new Set();

/** The live board; while live it costs no request at all. */
export function useBoard(): BoardState {
  const { board: store } = usePageScope();
  const query = useQuery({
    queryKey: BOARD_KEY,
    queryFn: () => store.refresh(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  const waiting = useWaitingChanges();
  const changed = useSyncExternalStore(
    store.marked.subscribe,
    () => store.changed,
    () => NONE,
  );
  // A part of the page may hydrate after the first event has come: its first picture is the server's all the same.
  const hydrated = useSyncExternalStore(
    noChanges,
    () => true,
    () => false,
  );
  const data = hydrated ? query.data : store.rendered;
  const overlay = useMemo(
    () => waiting.filter(({ change }) => !data?.ops.includes(change.opId)),
    [waiting, data],
  );
  const board = useMemo(
    () =>
      data
        ? withChanges(
            data,
            overlay.map(({ change }) => change),
          )
        : EMPTY,
    [data, overlay],
  );
  const pending = useMemo(() => byCaddie(overlay), [overlay]);
  const { refetch } = query;
  return {
    status: data ? "ready" : query.isError ? "error" : "loading",
    board,
    confirmed: data?.board ?? EMPTY,
    pending,
    changed,
    refetch: useCallback(() => void refetch(), [refetch]),
  };
}

function byCaddie(overlay: ReturnType<typeof useWaitingChanges>): ReadonlyMap<string, PendingChange[]> {
  const pending = new Map<string, PendingChange[]>();
  for (const { change, state } of overlay) {
    const { opId, intention } = change;
    const caddieId = subjectOf(intention);
    pending.set(caddieId, [...(pending.get(caddieId) ?? []), { opId, intention, state }]);
  }
  return pending;
}
