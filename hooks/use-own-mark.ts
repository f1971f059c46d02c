import { apiFetch } from "../lib/http/fetch";
import type { OwnMark } from "../lib/roll-calls/contract";
import { useQuery, useQueryClient } from "./queries";
import { useSession } from "./use-session";
import { useSocketEvent } from "./use-socket-event";

const KEY = ["own-mark"] as const;

/** What was said of the caddie who looks when his name was called today; live. */
export function useOwnMark(): OwnMark {
  const queries = useQueryClient();
  const { user } = useSession();
  useSocketEvent("roll-call:marked", ({ data: { entry } }) => {
    if (entry.caddieId !== user.caddieId) return;
    const { mark, markedAt } = entry;
    queries.setQueryData(KEY, mark && markedAt ? { mark, markedAt } : null);
  });
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: OwnMark }>("/api/roll-calls/own", { signal })).data,
    staleTime: 0,
    refetchOnMount: "always",
  });
  return data ?? null;
}
