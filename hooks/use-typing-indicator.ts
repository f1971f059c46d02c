import { useCallback, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { TypingState } from "../lib/realtime/contract";
import { presenceStoreOf } from "./presence-store";
import { SocketContext } from "./socket-context";

/** Typing lives six seconds on the server: said again before it ends, and no oftener. */
const SAY_AGAIN_MS = 4_000;

const NOBODY: TypingState["users"] = [];
const never = () => () => {};

/**
 * Who types where in a resource besides oneself, and a way to say that one types; what was said ends with the component.
 * The resource must be looked at, by `usePresence`.
 */
export function useTypingIndicator(resource: string | null): {
  typing: TypingState["users"];
  onType: (field: string) => void;
} {
  const scope = useContext(SocketContext);
  const client = scope?.client;
  const store = client && presenceStoreOf(client);
  const said = useRef(new Map<string, number>());
  const all = useSyncExternalStore(
    store?.subscribe ?? never,
    () => (store && resource !== null ? store.of(resource).typing : NOBODY),
    () => NOBODY,
  );
  const onType = useCallback(
    (field: string) => {
      const now = Date.now();
      if (!client || resource === null || now - (said.current.get(field) ?? 0) < SAY_AGAIN_MS) return;
      said.current.set(field, now);
      void client.emit("typing:start", { resource, field });
    },
    [client, resource],
  );
  useEffect(() => {
    const fields = said.current;
    return () => {
      if (resource === null) return;
      for (const field of fields.keys()) void client?.emit("typing:stop", { resource, field });
      fields.clear();
    };
  }, [client, resource]);
  const self = scope?.session.user.id;
  const typing = useMemo(() => all.filter((user) => user.id !== self), [all, self]);
  return { typing, onType };
}
