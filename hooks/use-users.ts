import { type InfiniteData, keepPreviousData, type QueryClient } from "@tanstack/react-query";
import type { Role } from "../lib/auth/actor";
import { ADMINS_STREAM } from "../lib/caddies/vocabulary";
import { apiFetch } from "../lib/http/fetch";
import type { ListedUser, User } from "../lib/users/contract";
import { reduceUsers } from "../lib/users/reducer";
import type { UserState } from "../lib/users/vocabulary";
import { useInfiniteQuery, useQuery, useQueryClient } from "./queries";
import { useSocket } from "./use-socket";
import { useSocketEvent } from "./use-socket-event";

export interface UsersFilter {
  search: string;
  role: Role | null;
  state: UserState | null;
}

interface Page {
  data: readonly ListedUser[];
  nextCursor: string | null;
}
type Pages = InfiniteData<Page, string | null>;

const USERS_KEY = ["users"] as const;
const oneKey = (userId: string) => ["user", userId] as const;
/** While nobody tells the page of changes, it asks. */
const ASK_EVERY_MS = 15_000;

/** Puts a saved account into every page that shows it. @returns false when some page may have to show it and does not */
export function storeUser(queries: QueryClient, saved: User): boolean {
  let known = true;
  const patch = (pages: Pages | undefined): Pages | undefined => {
    if (!pages) return pages;
    known &&= pages.pages.some(({ data }) => data.some(({ id }) => id === saved.id));
    return {
      ...pages,
      pages: pages.pages.map((page) => ({ ...page, data: reduceUsers(page.data, saved) })),
    };
  };
  queries.setQueriesData<Pages>({ queryKey: USERS_KEY }, patch);
  queries.setQueryData<ListedUser>(oneKey(saved.id), (one) => one && reduceUsers([one], saved)[0]);
  return known;
}

/** Keeps what the page holds of accounts at what the admins are told; mounted once. */
export function useLiveUsers(): void {
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: USERS_KEY });
  useSocketEvent("user:saved", ({ data }) => {
    const fetching = queries.isFetching({ queryKey: USERS_KEY }) > 0;
    // An answer on its way may be older than the event.
    if (!storeUser(queries, data.user) || fetching) reload();
  });
  useSocketEvent("sync:ready", ({ streams }) => {
    if (streams[ADMINS_STREAM]?.reset) reload();
  });
}

/** The club's accounts, page by page, as the server finds them. */
export function useUsers({ search, role, state }: UsersFilter) {
  const { connection } = useSocket();
  const query = new URLSearchParams({
    ...(search && { search }),
    ...(role && { role }),
    ...(state && { state }),
  });
  return useInfiniteQuery({
    queryKey: [...USERS_KEY, query.toString()],
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(query);
      if (pageParam) page.set("cursor", pageParam);
      return apiFetch<Page>(`/api/users?${page}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    // Nobody listens for its events while the page is not there.
    gcTime: 0,
    staleTime: 0,
    refetchInterval: connection.phase === "live" ? false : ASK_EVERY_MS,
  });
}

/** One account; what a list already shows of it stands until the answer comes. */
export function useUser(userId: string, known: ListedUser | undefined) {
  return useQuery({
    queryKey: oneKey(userId),
    queryFn: async ({ signal }) => {
      const path = `/api/users/${encodeURIComponent(userId)}`;
      return (await apiFetch<{ data: ListedUser }>(path, { signal })).data;
    },
    initialData: known,
    gcTime: 0,
    staleTime: 0,
  });
}

/** The account of a caddie; null when he has none. */
export function useAccountOfCaddie(caddieId: string) {
  return useQuery({
    queryKey: ["account-of-caddie", caddieId],
    queryFn: async ({ signal }) => {
      const path = `/api/users?${new URLSearchParams({ caddieId })}`;
      return (await apiFetch<Page>(path, { signal })).data[0] ?? null;
    },
    gcTime: 0,
    staleTime: 0,
  });
}
