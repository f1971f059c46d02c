import { keepPreviousData } from "@tanstack/react-query";
import { apiFetch } from "../lib/http/fetch";
import type { RulesChange, RulesPreview } from "../lib/rules/contract";
import { useQuery } from "./queries";

/** Who would stand elsewhere now, had these rules held today; asks nothing while nothing would change. */
export function useRulesPreview(listNumber: number, change: RulesChange) {
  const rules = JSON.stringify(change);
  return useQuery({
    queryKey: ["rules-preview", listNumber, rules],
    queryFn: async ({ signal }) => {
      const path = `/api/lists/${listNumber}/rules/preview?${new URLSearchParams({ rules })}`;
      return (await apiFetch<{ data: RulesPreview }>(path, { signal })).data;
    },
    enabled: Object.keys(change).length > 0,
    placeholderData: keepPreviousData,
    // The day goes on.
    gcTime: 0,
    staleTime: 0,
  });
}
