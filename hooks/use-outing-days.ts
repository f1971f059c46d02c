import { apiFetch } from "../lib/http/fetch";
import type { OutingDay } from "../lib/outlooks/contract";
import { useQuery } from "./queries";

const A_DAY_MS = 24 * 60 * 60 * 1000;

/** When a list sent out its caddies on the days before today: asked for once a day, as the past does not change. */
export function useOutingDays(list: number, today: string) {
  return useQuery({
    queryKey: ["outing-days", list, today],
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: OutingDay[] }>(`/api/outlooks?list=${list}`, { signal })).data,
    staleTime: A_DAY_MS,
    gcTime: A_DAY_MS,
    refetchOnWindowFocus: false,
  });
}
