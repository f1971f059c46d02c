import { useEffect, useRef } from "react";
import { apiFetch } from "../lib/http/fetch";
import type { PlaceSnapshot } from "../lib/places/contract";
import { useQuery, useQueryClient } from "./queries";
import { useCaddieUpdates } from "./use-caddie-updates";
import { useSocketEvent } from "./use-socket-event";

/** A group that goes out is several events in one moment, and one question. */
const GATHER_MS = 250;

/** Why a caddie stands where he stands; asked again when his list changes, never by the clock. */
export function usePlace(caddieId: string) {
  const queries = useQueryClient();
  const queryKey = ["place", caddieId];
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const ask = () => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void queries.invalidateQueries({ queryKey });
    }, GATHER_MS);
  };
  useCaddieUpdates(ask);
  useSocketEvent("list:reordered", ask);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const path = `/api/caddies/${encodeURIComponent(caddieId)}/place`;
      return (await apiFetch<PlaceSnapshot>(path, { signal })).data;
    },
    // Nobody listens for its events while it is not on screen.
    gcTime: 0,
    staleTime: 0,
    refetchOnReconnect: true,
  });
}
