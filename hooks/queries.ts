import {
  QueryClient,
  useInfiniteQuery as useInfiniteQueryOf,
  useQuery as useQueryOf,
} from "@tanstack/react-query";
import { usePageScope } from "./socket-context";

/**
 * React Query for the parts of a page that come late: their cache is made by the first of them, so that the board, which
 * keeps its own, does not load the library before it can be touched. One cache per page, found by its connection.
 */
const caches = new WeakMap<object, QueryClient>();

/** This page's cache. Events keep it current, so nothing in it grows old by the clock. */
export function useQueryClient(): QueryClient {
  const { client } = usePageScope();
  let queries = caches.get(client);
  if (!queries) {
    const forEver = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false };
    queries = new QueryClient({ defaultOptions: { queries: forEver } });
    // For as long as the page: what failed for want of a network is asked again when it is back.
    queries.mount();
    caches.set(client, queries);
  }
  return queries;
}

/** The library's, on this page's cache. */
export const useQuery = ((options: Parameters<typeof useQueryOf>[0]) =>
  useQueryOf(options, useQueryClient())) as typeof useQueryOf;

/** The library's, on this page's cache. */
export const useInfiniteQuery = ((options: Parameters<typeof useInfiniteQueryOf>[0]) =>
  useInfiniteQueryOf(options, useQueryClient())) as typeof useInfiniteQueryOf;
