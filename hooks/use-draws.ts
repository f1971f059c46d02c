import type { InfiniteData } from "@tanstack/react-query";
import { listStream } from "../lib/caddies/vocabulary";
import type { Draw } from "../lib/draws/contract";
import { reduceDraws } from "../lib/draws/reducer";
import { apiFetch } from "../lib/http/fetch";
import { useInfiniteQuery, useQueryClient } from "./queries";
import type { Outcome } from "./send-keyed";
import { useRequest } from "./use-request";
import { useSocket } from "./use-socket";
import { useSocketEvent } from "./use-socket-event";

interface Page {
  data: readonly Draw[];
  nextCursor: string | null;
}
type Pages = InfiniteData<Page, string | null>;

const keyOf = (listNumber: number) => ["draws", listNumber] as const;
/** While nobody tells the page of changes, it asks. */
const ASK_EVERY_MS = 15_000;

/** The draws of a list, the latest first, page by page; live. */
export function useDraws(listNumber: number) {
  const queries = useQueryClient();
  const { connection } = useSocket();
  const queryKey = keyOf(listNumber);
  const store = (draw: Draw) => storeDraw(queries, draw);
  const reload = () => void queries.invalidateQueries({ queryKey });
  const heard = ({ data }: { data: { draw: Draw } }) => {
    store(data.draw);
    // An answer on its way may be older than the event.
    if (queries.isFetching({ queryKey }) > 0) reload();
  };
  useSocketEvent("draw:committed", heard);
  useSocketEvent("draw:revealed", heard);
  useSocketEvent("draw:closed", heard);
  useSocketEvent("sync:ready", ({ streams }) => {
    if (streams[listStream(listNumber)]?.reset) reload();
  });
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        list: String(listNumber),
        ...(pageParam && { cursor: pageParam }),
      });
      return apiFetch<Page>(`/api/draws?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    gcTime: 0,
    staleTime: 0,
    refetchInterval: connection.phase === "live" ? false : ASK_EVERY_MS,
  });
}

/** Puts a draw as it is now where it is shown: one that is new, onto the first page. */
function storeDraw(queries: ReturnType<typeof useQueryClient>, draw: Draw): void {
  queries.setQueryData<Pages>(keyOf(draw.listNumber), (pages) => {
    if (!pages) return pages;
    const known = pages.pages.some(({ data }) => data.some(({ id }) => id === draw.id));
    const put = (page: Page, i: number) =>
      known
        ? page.data.some(({ id }) => id === draw.id)
          ? { ...page, data: reduceDraws(page.data, draw) }
          : page
        : i === 0
          ? { ...page, data: reduceDraws(page.data, draw) }
          : page;
    return { ...pages, pages: pages.pages.map(put) };
  });
}

/** Promises, runs and gives up draws; what the server answers shows at once. Never rejects. */
export function useDrawChanges() {
  const request = useRequest();
  const queries = useQueryClient();
  const send = async (path: string, body?: object): Promise<Outcome<Draw>> => {
    const outcome = await request<Draw>(path, "POST", body);
    if (outcome.ok) storeDraw(queries, outcome.value);
    return outcome;
  };
  return {
    commit: (listNumber: number, runsAt: string | null) => send("/api/draws", { listNumber, runsAt }),
    run: (drawId: string) => send(`/api/draws/${encodeURIComponent(drawId)}/run`),
    cancel: (drawId: string, reason: string) =>
      send(`/api/draws/${encodeURIComponent(drawId)}/cancel`, { reason }),
  };
}
