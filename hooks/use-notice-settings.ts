import { useRef, useState } from "react";
import { apiFetch } from "../lib/http/fetch";
import type { KnownSettings } from "../lib/notices/contract";
import type { NoticeChoices } from "../lib/notices/vocabulary";
import { newOpId } from "./op-id";
import { useQuery, useQueryClient } from "./queries";
import { useSocketEvent } from "./use-socket-event";

const KEY = ["notice-settings"] as const;
const PATHS = { own: "/api/notifications/settings", club: "/api/notifications/defaults" };

/**
 * How this person is told, and what his club proposes; follows his other devices and his admins.
 * @param scope whose choices `choose` changes
 */
export function useNoticeSettings(scope: "own" | "club") {
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<"saved" | "failed" | null>(null);
  const latest = useRef(0);
  const { data, isError, refetch } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await apiFetch<{ data: KnownSettings }>(PATHS.own, { signal })).data,
    gcTime: 0,
    staleTime: 0,
  });
  const reload = () => void queries.invalidateQueries({ queryKey: KEY });
  const put = (whose: "own" | "club", choices: KnownSettings["own"]) =>
    queries.setQueryData<KnownSettings>(KEY, (known) => known && { ...known, [whose]: choices });

  useSocketEvent("notification:settings", (envelope) => {
    // An answer on its way may be older than the event.
    if (queries.isFetching({ queryKey: KEY }) > 0) reload();
    put(envelope.data.scope, envelope.data.choices);
  });
  useSocketEvent("sync:ready", ({ streams }) => {
    if (streams.user?.reset || streams.org?.reset) reload();
  });

  /** Shows and keeps what is chosen; when it cannot be kept, what holds is shown again. */
  async function choose(choices: NoticeChoices): Promise<void> {
    const turn = ++latest.current;
    setOutcome(null);
    put(scope, choices as KnownSettings["own"]);
    try {
      await apiFetch(PATHS[scope], { method: "PUT", body: choices, idempotencyKey: newOpId() });
      if (turn === latest.current) setOutcome("saved");
    } catch {
      setOutcome("failed");
      reload();
    }
  }

  return { settings: data ?? null, failed: isError && !data, refetch, outcome, choose };
}
