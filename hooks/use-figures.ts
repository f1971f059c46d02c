import { keepPreviousData } from "@tanstack/react-query";
import type { Correction, Figures, Share } from "../lib/figures/contract";
import { apiFetch } from "../lib/http/fetch";
import { useQuery, useQueryClient } from "./queries";
import { useCaddieUpdates } from "./use-caddie-updates";
import { useSocketEvent } from "./use-socket-event";

export interface FiguresRange {
  /** Days of the club, YYYY-MM-DD, both among them. */
  from: string;
  to: string;
  /** null: all lists. */
  list: number | null;
}

const FIGURES_KEY = ["figures"] as const;

/** Fetched again when something is told that they are made of, never by the clock. */
const OPTIONS = {
  placeholderData: keepPreviousData,
  // Nobody listens for its events while it is not on screen.
  gcTime: 0,
  staleTime: 0,
  refetchOnWindowFocus: false,
} as const;

function useLiveFigures(): void {
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: FIGURES_KEY });
  useCaddieUpdates(reload);
  useSocketEvent("day:closed", reload);
}

/** What each caddie did in these days; a caddie gets his own row. */
export function useFigures({ from, to, list }: FiguresRange) {
  useLiveFigures();
  const query = new URLSearchParams({ from, to, ...(list !== null && { list: String(list) }) });
  return useQuery({
    queryKey: [...FIGURES_KEY, query.toString()],
    queryFn: ({ signal }) =>
      apiFetch<{ data: Figures[]; corrections: Correction[] }>(`/api/figures?${query}`, { signal }),
    ...OPTIONS,
  });
}

/** How the turns of a list were shared out in these days, who had most first. */
export function useShares({ from, to, list }: FiguresRange & { list: number }) {
  useLiveFigures();
  const query = new URLSearchParams({ from, to, list: String(list) });
  return useQuery({
    queryKey: [...FIGURES_KEY, "shares", query.toString()],
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: Share[] }>(`/api/figures/shares?${query}`, { signal })).data,
    ...OPTIONS,
  });
}
