import { useCallback } from "react";
import type { Close, OpenDay } from "../lib/closes/contract";
import { apiFetch, type Problem, problemFrom } from "../lib/http/fetch";
import { newOpId } from "./op-id";
import { useInfiniteQuery, useQueryClient } from "./queries";
import { useCaddieUpdates } from "./use-caddie-updates";
import { useSocketEvent } from "./use-socket-event";

interface Page {
  data: Close[];
  open: OpenDay;
  nextCursor: string | null;
}
const CLOSES_KEY = ["closes"] as const;

/** The closed days, the latest first, and the one under way; follows what others close and what the board does. */
export function useCloses() {
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: CLOSES_KEY });
  useSocketEvent("day:closed", reload);
  useSocketEvent("club:changed", reload);
  useCaddieUpdates(reload);
  return useInfiniteQuery({
    queryKey: CLOSES_KEY,
    queryFn: ({ pageParam, signal }) =>
      apiFetch<Page>(`/api/closes${pageParam ? `?${new URLSearchParams({ cursor: pageParam })}` : ""}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Nobody listens for its events while it is not on screen.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Closes a day by hand, or opens it again; what the server refuses is returned. Never rejects. */
export function useCloseDay(): (day: string, reopenBecause?: string) => Promise<Problem | null> {
  const queries = useQueryClient();
  return useCallback(
    async (day, reason) => {
      const path = reason === undefined ? "/api/closes" : `/api/closes/${day}/reopen`;
      const body = reason === undefined ? { day } : { reason };
      try {
        await apiFetch(path, { method: "POST", body, idempotencyKey: newOpId() });
        return null;
      } catch (error) {
        return problemFrom(error);
      } finally {
        await queries.invalidateQueries({ queryKey: CLOSES_KEY });
      }
    },
    [queries],
  );
}
