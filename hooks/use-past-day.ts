import { keepPreviousData } from "@tanstack/react-query";
import type { PastDay } from "../lib/history/contract";
import { apiFetch } from "../lib/http/fetch";
import { useQuery, useQueryClient } from "./queries";
import { useCaddieUpdates } from "./use-caddie-updates";

/** A day of a list, to be played again; while it is today, every change is added as it comes. */
export function usePastDay(list: number, day: string) {
  const queries = useQueryClient();
  const query = new URLSearchParams({ list: String(list), day });
  const queryKey = ["past-day", query.toString()];
  useCaddieUpdates(() => void queries.invalidateQueries({ queryKey }));
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: PastDay }>(`/api/history/days?${query}`, { signal })).data,
    placeholderData: keepPreviousData,
    // Nobody listens for its events while it is not on screen.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}
