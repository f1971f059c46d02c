import type { InfiniteData } from "@tanstack/react-query";
import type { AnnouncementEvent, SentAnnouncement } from "../lib/announcements/contract";
import { reduceSent } from "../lib/announcements/reducer";
import { apiFetch } from "../lib/http/fetch";
import { useInfiniteQuery, useQueryClient } from "./queries";
import { useSocket } from "./use-socket";
import { useSocketEvent } from "./use-socket-event";

interface Page {
  data: readonly SentAnnouncement[];
  nextCursor: string | null;
}
type Pages = InfiniteData<Page, string | null>;

const KEY = ["sent-announcements"] as const;
/** While nobody tells the page of changes, it asks. */
const ASK_EVERY_MS = 15_000;

/** All that was said, the latest first, with who has read it; follows other admins and every reader. */
export function useSentAnnouncements() {
  const queries = useQueryClient();
  const { connection } = useSocket();

  const reload = () => void queries.invalidateQueries({ queryKey: KEY });
  const apply = (event: AnnouncementEvent) => {
    // An answer on its way may be older than the event.
    if (queries.isFetching({ queryKey: KEY }) > 0) reload();
    queries.setQueryData<Pages>(KEY, (pages) => pages && reducePages(pages, event));
  };
  useSocketEvent("system:announcement", (envelope) => apply(envelope));
  useSocketEvent("announcement:withdrawn", (envelope) => apply(envelope));
  useSocketEvent("announcement:read", (envelope) => apply(envelope));
  useSocketEvent("sync:ready", ({ streams }) => {
    if (Object.values(streams).some(({ reset }) => reset)) reload();
  });

  return useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam ? `?${new URLSearchParams({ cursor: pageParam })}` : "";
      return apiFetch<Page>(`/api/announcements/sent${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // Nobody listens for its events while the page is not there.
    gcTime: 0,
    staleTime: 0,
    refetchInterval: connection.phase === "live" ? false : ASK_EVERY_MS,
  });
}

/** A new one belongs on top of the first page; all else is changed where it stands. */
function reducePages({ pages, pageParams }: Pages, event: AnnouncementEvent): Pages {
  const known = pages.flatMap(({ data }) => data);
  const reduced = reduceSent(known, event);
  const added = reduced.length - known.length;
  let from = 0;
  const next = pages.map((page, i) => {
    const size = page.data.length + (i === 0 ? added : 0);
    from += size;
    return { ...page, data: reduced.slice(from - size, from) };
  });
  return { pages: next, pageParams };
}
