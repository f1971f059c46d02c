import { apiFetch } from "../lib/http/fetch";
import type { RulesChange } from "../lib/rules/contract";
import type { SimulationAnswer } from "../lib/simulations/contract";
import { useQuery } from "./queries";

/** Which days of a list are to be played again, and by which other rules. */
export interface SimulationAsked {
  list: number;
  /** Days of the club, YYYY-MM-DD, both among them. */
  from: string;
  to: string;
  changes: RulesChange;
}

/** What each caddie would have had of some closed days; asks nothing until it is told which. */
export function useSimulation(asked: SimulationAsked | null) {
  const query = asked
    ? new URLSearchParams({
        ...{ list: String(asked.list), from: asked.from, to: asked.to },
        rules: JSON.stringify(asked.changes),
      }).toString()
    : "";
  return useQuery({
    queryKey: ["simulation", query],
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: SimulationAnswer }>(`/api/simulations?${query}`, { signal })).data,
    enabled: asked !== null,
    gcTime: 0,
  });
}
