import { apiFetch } from "../lib/http/fetch";
import type { UserSession } from "../lib/users/contract";
import { useQuery } from "./queries";
import { devicesKey } from "./use-account-changes";

/** Where somebody is signed in, the latest seen first. */
export function useUserDevices(userId: string) {
  return useQuery({
    queryKey: devicesKey(userId),
    queryFn: async ({ signal }) => {
      const path = `/api/users/${encodeURIComponent(userId)}/sessions`;
      return (await apiFetch<{ data: UserSession[] }>(path, { signal })).data;
    },
    gcTime: 0,
    staleTime: 0,
  });
}
