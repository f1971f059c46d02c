import { useSyncExternalStore } from "react";
import type { OutboxView } from "./outbox-view";
import { usePageScope } from "./socket-context";

const EMPTY: OutboxView = { waiting: [], items: [], troubled: 0, durable: null, paused: false };

/** What was tapped and is not done yet, here and in this person's other windows. */
export function useOutbox(): OutboxView {
  const { outbox } = usePageScope();
  return useSyncExternalStore(
    outbox.changed.subscribe,
    () => outbox.view,
    () => EMPTY,
  );
}
