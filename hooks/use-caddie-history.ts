import type { Move, Turn } from "../lib/caddies/contract";
import { apiFetch } from "../lib/http/fetch";
import { useInfiniteQuery, useQueryClient } from "./queries";
import { useCaddieUpdates } from "./use-caddie-updates";
import { useSocketEvent } from "./use-socket-event";

interface HistoryPage<T> {
  data: T[];
  nextCursor: string | null;
}

/** One caddie's turns, the latest first, page by page. */
export function useCaddieTurns(caddieId: string) {
  return useHistory<Turn>("turns", caddieId, (cursor) => {
    const query = new URLSearchParams({ caddieId, ...(cursor && { cursor }) });
    return `/api/turns?${query}`;
  });
}

/** One caddie's moves, the latest first, page by page: who, when, from where to where, why. */
export function useCaddieMoves(caddieId: string) {
  return useHistory<Move>("moves", caddieId, (cursor) => {
    const query = cursor ? `?${new URLSearchParams({ cursor })}` : "";
    return `/api/caddies/${encodeURIComponent(caddieId)}/moves${query}`;
  });
}

/** Fetched again when an event names that caddie, never by the clock. */
function useHistory<T>(kind: string, caddieId: string, pathOf: (cursor: string | null) => string) {
  const queries = useQueryClient();
  const queryKey = ["caddie-history", kind, caddieId];
  useCaddieUpdates(({ data }) => {
    if (data.caddieId === caddieId) void queries.invalidateQueries({ queryKey });
  });
  useSocketEvent("list:reordered", ({ data }) => {
    if (data.order.some((entry) => entry.caddieId === caddieId)) void queries.invalidateQueries({ queryKey });
  });
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => apiFetch<HistoryPage<T>>(pathOf(pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Nobody listens for its events while it is not on screen.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: true,
  });
}
