import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Board } from "../lib/caddies/reducer";
import { withChanges } from "./board-cache";
import { subjectsOf } from "./predict";
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

const EMPTY: Board = { lists: {}, phones: {} };
const NONE: ReadonlySet<string> = new Set();

/** The live board; while live it costs no request at all. */
export function useBoard(): BoardState {
  const { board: store } = usePageScope();
  // A part of the page may hydrate after the first event has come: its first picture is the server's all the same.
  const data = useSyncExternalStore(
    store.stored.subscribe,
    () => store.cache,
    () => store.rendered,
  );
  const failed = useSyncExternalStore(
    store.stored.subscribe,
    () => store.failed,
    () => false,
  );
  const waiting = useWaitingChanges();
  const changed = useSyncExternalStore(
    store.marked.subscribe,
    () => store.changed,
    () => NONE,
  );
  useEffect(() => {
    if (!store.cache && !store.failed) void store.load();
  }, [store]);
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
  return {
    status: data ? "ready" : failed ? "error" : "loading",
    board,
    confirmed: data?.board ?? EMPTY,
    pending,
    changed,
    refetch: useCallback(() => void store.load(), [store]),
  };
}

function byCaddie(overlay: ReturnType<typeof useWaitingChanges>): ReadonlyMap<string, PendingChange[]> {
  const pending = new Map<string, PendingChange[]>();
  for (const { change, state } of overlay) {
    const { opId, intention } = change;
    for (const caddieId of subjectsOf(intention))
      pending.set(caddieId, [...(pending.get(caddieId) ?? []), { opId, intention, state }]);
  }
  return pending;
}
