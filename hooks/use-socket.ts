import { useCallback, useSyncExternalStore } from "react";
import type { RealtimeClient } from "../lib/realtime/client";
import type { ConnectionState } from "../lib/realtime/connection";
import { usePageScope } from "./socket-context";

/** The page's one connection, how it stands, and the button that tries at once. */
export function useSocket(): { client: RealtimeClient; connection: ConnectionState; reconnect: () => void } {
  const { client } = usePageScope();
  const subscribe = useCallback((listener: () => void) => client.onState(listener), [client]);
  const snapshot = useCallback(() => client.getState(), [client]);
  // A part of the page may hydrate after the connection has begun: the first picture is the server's all the same.
  const rendered = useCallback(() => client.rendered, [client]);
  const connection = useSyncExternalStore(subscribe, snapshot, rendered);
  const reconnect = useCallback(() => client.reconnectNow(), [client]);
  return { client, connection, reconnect };
}
