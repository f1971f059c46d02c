import type { Role } from "../lib/auth/actor";
import type { ApiRequest } from "../lib/http/fetch";
import type { IssuedLink, User } from "../lib/users/contract";
import { useQueryClient } from "./queries";
import type { Outcome } from "./send-keyed";
import { useRequest } from "./use-request";
import { storeUser } from "./use-users";

/** What an account is made or changed with. */
export interface AccountInput {
  name: string;
  identifier: string;
  role: Role;
  lists: number[];
  caddieId: string | null;
}

/**
 * Changes accounts over HTTP. Each change has one key for all its tries, so that a lost answer makes no second account,
 * and shows on the page at once. Never throws.
 */
export function useAccountChanges() {
  const queries = useQueryClient();
  const request = useRequest();

  return {
    invite: ({ caddieId, ...input }: AccountInput) =>
      send<IssuedLink>("/api/users", "POST", { ...input, ...(caddieId && { caddieId }) }),
    update: (userId: string, input: Partial<AccountInput> & { expectedVersion: number }) =>
      send<User>(pathOf(userId), "PUT", input),
    renewLink: (userId: string) => send<IssuedLink>(pathOf(userId, "invitation"), "POST"),
    disable: (userId: string) => send<User>(pathOf(userId, "disable"), "POST"),
    enable: (userId: string) => send<User>(pathOf(userId, "enable"), "POST"),
    signOut: async (userId: string) => {
      const outcome = await send<undefined>(pathOf(userId, "sign-out"), "POST");
      void queries.invalidateQueries({ queryKey: devicesKey(userId) });
      return outcome;
    },
    dropDevice: async (userId: string, sessionId: string) => {
      const outcome = await send<undefined>(pathOf(userId, "sessions", sessionId), "DELETE");
      void queries.invalidateQueries({ queryKey: devicesKey(userId) });
      return outcome;
    },
  };

  async function send<T>(path: string, method: ApiRequest["method"], body?: object): Promise<Outcome<T>> {
    const outcome = await request<T>(path, method, body);
    if (outcome.ok && outcome.value) store(outcome.value);
    return outcome;
  }

  function store(data: unknown): void {
    const user = (data as IssuedLink).user ?? (data as User);
    if (!storeUser(queries, user)) void queries.invalidateQueries({ queryKey: ["users"] });
  }
}

const pathOf = (...parts: string[]) => `/api/users/${parts.map(encodeURIComponent).join("/")}`;

export const devicesKey = (userId: string) => ["user-devices", userId] as const;
