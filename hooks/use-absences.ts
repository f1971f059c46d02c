import type { Absence } from "../lib/absences/contract";
import { reduceAbsences } from "../lib/absences/reducer";
import type { AbsenceKind } from "../lib/absences/vocabulary";
import { ADMINS_STREAM, USER_STREAM } from "../lib/caddies/vocabulary";
import { apiFetch } from "../lib/http/fetch";
import { useQuery, useQueryClient } from "./queries";
import type { Outcome } from "./send-keyed";
import { useRequest } from "./use-request";
import { useSocket } from "./use-socket";
import { useSocketEvent } from "./use-socket-event";

const KEY = ["absences"] as const;
/** While nobody tells the page of changes, it asks. */
const ASK_EVERY_MS = 15_000;

/** Permissions and sanctions, by first day, the latest first: all of the club for an admin, his own for a caddie; live. */
export function useAbsences() {
  const queries = useQueryClient();
  const { connection } = useSocket();
  const reload = () => void queries.invalidateQueries({ queryKey: KEY });
  useSocketEvent("absence:saved", ({ data }) => {
    store(queries, data.absence);
    // An answer on its way may be older than the event.
    if (queries.isFetching({ queryKey: KEY }) > 0) reload();
  });
  useSocketEvent("sync:ready", ({ streams }) => {
    if (streams[ADMINS_STREAM]?.reset || streams[USER_STREAM]?.reset) reload();
  });
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: readonly Absence[] }>("/api/absences", { signal })).data,
    // Nobody listens for its events while nothing shows it.
    gcTime: 0,
    staleTime: 0,
    refetchInterval: connection.phase === "live" ? false : ASK_EVERY_MS,
  });
}

function store(queries: ReturnType<typeof useQueryClient>, saved: Absence): void {
  queries.setQueryData<readonly Absence[]>(KEY, (known) => known && reduceAbsences(known, saved));
}

export interface AbsenceInput {
  kind: AbsenceKind;
  caddieId?: string;
  startsOn: string;
  endsOn: string;
  reason: string;
}

/** Asks, enters, answers and takes back; what the server answers shows at once. Never rejects. */
export function useAbsenceChanges() {
  const request = useRequest();
  const queries = useQueryClient();
  const send = async (path: string, body: object): Promise<Outcome<Absence>> => {
    const outcome = await request<Absence>(path, "POST", body);
    if (outcome.ok) store(queries, outcome.value);
    return outcome;
  };
  const pathOf = (id: string, what: string) => `/api/absences/${encodeURIComponent(id)}/${what}`;
  return {
    add: (input: AbsenceInput) => send("/api/absences", input),
    answer: (id: string, approve: boolean, reason?: string) =>
      send(pathOf(id, "answer"), { approve, ...(reason && { reason }) }),
    cancel: (id: string, reason?: string) => send(pathOf(id, "cancel"), reason ? { reason } : {}),
  };
}
