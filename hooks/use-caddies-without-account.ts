import type { NamedCaddie } from "../lib/caddies/contract";
import { apiFetch } from "../lib/http/fetch";
import { useQuery } from "./queries";

/** Caddies whom an account can be made for, by list and name. */
export function useCaddiesWithoutAccount() {
  return useQuery({
    queryKey: ["caddies-without-account"],
    queryFn: async ({ signal }) =>
      (await apiFetch<{ data: NamedCaddie[] }>("/api/caddies/without-account", { signal })).data,
    gcTime: 0,
    staleTime: 0,
  });
}
