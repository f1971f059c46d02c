import { useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import type { PresentUser } from "../lib/realtime/contract";
import { presenceStoreOf } from "./presence-store";
import { SocketContext } from "./socket-context";

const nobody = () => null;
const never = () => () => {};

/**
 * Who is at a resource besides oneself (`club`: who is online), by name; looking is being seen there.
 * @param resource such as `club` or `caddie:<id>`; null: nothing is looked at
 * @returns null while it is not known: no connection, no answer yet, or no right to know
 */
export function usePresence(resource: string | null): PresentUser[] | null {
  const scope = useContext(SocketContext);
  const store = scope && presenceStoreOf(scope.client);
  useEffect(() => (store && resource !== null ? store.watch(resource) : undefined), [store, resource]);
  const users = useSyncExternalStore(
    store?.subscribe ?? never,
    () => (store && resource !== null ? store.of(resource).users : null),
    nobody,
  );
  const self = scope?.session.user.id;
  return useMemo(() => users?.filter((user) => user.id !== self) ?? null, [users, self]);
}
