import type { QueryClient } from "@tanstack/react-query";
import { ADMINS_STREAM } from "../lib/caddies/vocabulary";
import { apiFetch } from "../lib/http/fetch";
import type { Roll, RollCall, RollEntry } from "../lib/roll-calls/contract";
import { reduceCall, reduceCalls, reduceEntry } from "../lib/roll-calls/reducer";
import { useQuery, useQueryClient } from "./queries";
import type { Outcome } from "./send-keyed";
import { useRequest } from "./use-request";
import { useSocket } from "./use-socket";
import { useSocketEvent } from "./use-socket-event";

const callsKey = (listNumber: number) => ["roll-calls", listNumber] as const;
const rollKey = (rollCallId: string) => ["roll-call", rollCallId] as const;
/** While nobody tells the page of changes, it asks. */
const ASK_EVERY_MS = 5_000;

/** The latest roll calls of a list, the latest first; live. Mounted once, it keeps the open one live too. */
export function useRollCalls(listNumber: number) {
  const queries = useQueryClient();
  const { connection } = useSocket();
  const queryKey = callsKey(listNumber);
  const reload = () => {
    void queries.invalidateQueries({ queryKey });
    void queries.invalidateQueries({ queryKey: ["roll-call"] });
  };
  const heard = (rollCall: RollCall, entry?: RollEntry) => {
    storeCall(queries, rollCall, entry);
    // An answer on its way may be older than the event.
    if (queries.isFetching({ queryKey }) + queries.isFetching({ queryKey: ["roll-call"] }) > 0) reload();
  };
  useSocketEvent("roll-call:opened", ({ data }) => {
    queries.setQueryData(rollKey(data.roll.rollCall.id), data.roll);
    heard(data.roll.rollCall);
  });
  useSocketEvent("roll-call:marked", ({ data }) => heard(data.rollCall, data.entry));
  useSocketEvent("roll-call:closed", ({ data }) => heard(data.rollCall));
  useSocketEvent("sync:ready", ({ streams }) => {
    if (streams[ADMINS_STREAM]?.reset) reload();
  });
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const path = `/api/roll-calls?list=${listNumber}`;
      return (await apiFetch<{ data: readonly RollCall[] }>(path, { signal })).data;
    },
    gcTime: 0,
    staleTime: 0,
    refetchInterval: connection.phase === "live" ? false : ASK_EVERY_MS,
  });
}

/** One roll call with its names. */
export function useRoll(rollCallId: string) {
  const { connection } = useSocket();
  return useQuery({
    queryKey: rollKey(rollCallId),
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: Roll }>(`/api/roll-calls/${encodeURIComponent(rollCallId)}`, { signal })).data,
    gcTime: 60_000,
    staleTime: 0,
    refetchInterval: connection.phase === "live" ? false : ASK_EVERY_MS,
  });
}

function storeCall(queries: QueryClient, rollCall: RollCall, entry?: RollEntry): void {
  queries.setQueryData<readonly RollCall[]>(
    callsKey(rollCall.listNumber),
    (calls) => calls && reduceCalls(calls, rollCall),
  );
  queries.setQueryData<Roll>(rollKey(rollCall.id), (roll) => {
    if (!roll) return roll;
    const called = reduceCall(roll, rollCall);
    return entry ? reduceEntry(called, entry) : called;
  });
}

/** Opens and closes roll calls; what the server answers shows at once. Never rejects. */
export function useRollCallChanges() {
  const request = useRequest();
  const queries = useQueryClient();
  return {
    async open(listNumber: number): Promise<Outcome<Roll>> {
      const outcome = await request<Roll>("/api/roll-calls", "POST", { listNumber });
      if (outcome.ok) {
        queries.setQueryData(rollKey(outcome.value.rollCall.id), outcome.value);
        storeCall(queries, outcome.value.rollCall);
      } else if (outcome.problem.code === "ROLL_CALL_OPEN")
        storeCall(queries, outcome.problem.current as RollCall);
      return outcome;
    },
    async close(rollCallId: string): Promise<Outcome<RollCall>> {
      const path = `/api/roll-calls/${encodeURIComponent(rollCallId)}/close`;
      const outcome = await request<RollCall>(path, "POST");
      if (outcome.ok) storeCall(queries, outcome.value);
      return outcome;
    },
  };
}
