import { useSyncExternalStore } from "react";
import type { KnownClub } from "./club-store";
import { usePageScope } from "./socket-context";

/** The club as this page knows it, and who made its latest change. */
export function useClub(): KnownClub {
  const { club } = usePageScope();
  return useSyncExternalStore(
    club.changed.subscribe,
    () => club.known,
    () => club.known,
  );
}
