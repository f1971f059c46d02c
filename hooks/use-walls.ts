import type { QueryClient } from "@tanstack/react-query";
import { apiFetch } from "../lib/http/fetch";
import type { ListedWall, Wall, WallCode, WallNumber } from "../lib/walls/contract";
import { useQuery, useQueryClient } from "./queries";
import type { Outcome } from "./send-keyed";
import { useRequest } from "./use-request";
import { useSocketEvent } from "./use-socket-event";

const WALLS_KEY = ["walls"] as const;
/** Whether a television is on is no change of record: it is asked. */
const ASK_EVERY_MS = 10_000;

/** The club's screens: changes of others by event, whether each is on by asking. */
export function useWalls() {
  const queries = useQueryClient();
  useSocketEvent("wall:saved", ({ data }) => storeWall(queries, data.wall));
  useSocketEvent("wall:revoked", ({ data }) => dropWall(queries, data.wallId));
  return useQuery({
    queryKey: WALLS_KEY,
    queryFn: async ({ signal }) => (await apiFetch<{ data: ListedWall[] }>("/api/walls", { signal })).data,
    gcTime: 0,
    staleTime: 0,
    refetchInterval: ASK_EVERY_MS,
  });
}

/** Which caddie is which number. */
export function useWallNumbers() {
  return useQuery({
    queryKey: [...WALLS_KEY, "numbers"],
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: WallNumber[] }>("/api/walls/numbers", { signal })).data,
    gcTime: 0,
    staleTime: 0,
  });
}

/** Changes screens over HTTP, and shows it on the page at once. Never rejects. */
export function useWallChanges() {
  const queries = useQueryClient();
  const request = useRequest();
  const issued = kept<WallCode>(({ wall }) => storeWall(queries, wall));
  const saved = kept<Wall>((wall) => storeWall(queries, wall));
  return {
    create: (name: string, lists: number[] | null) =>
      request("/api/walls", "POST", { name, lists }).then(issued),
    update: (wallId: string, change: { name: string; lists: number[] | null; expectedVersion: number }) =>
      request(pathOf(wallId), "PUT", change).then(saved),
    newCode: (wallId: string) => request(`${pathOf(wallId)}/code`, "POST").then(issued),
    revoke: (wallId: string) =>
      request(pathOf(wallId), "DELETE").then(kept<undefined>(() => dropWall(queries, wallId))),
  };
}

/** Hands a success on to whoever keeps it. */
const kept =
  <T>(keep: (value: T) => void) =>
  (outcome: Outcome<unknown>): Outcome<T> => {
    const own = outcome as Outcome<T>;
    if (own.ok) keep(own.value);
    return own;
  };

function storeWall(queries: QueryClient, wall: Wall): void {
  queries.setQueryData<ListedWall[]>(WALLS_KEY, (known) => {
    if (!known) return known;
    const before = known.find(({ id }) => id === wall.id);
    if (before && before.version >= wall.version) return known;
    if (!before) return [...known, { ...wall, lastSeenAt: null, online: false }];
    return known.map((other) => (other === before ? { ...before, ...wall } : other));
  });
}

function dropWall(queries: QueryClient, wallId: string): void {
  queries.setQueryData<ListedWall[]>(WALLS_KEY, (known) => known?.filter(({ id }) => id !== wallId));
}

const pathOf = (wallId: string) => `/api/walls/${encodeURIComponent(wallId)}`;
