import { useQueryClient } from "@tanstack/react-query";
import type { Role } from "../lib/auth/actor";
import { type ApiRequest, apiFetch, isTransient, type Problem, problemFrom } from "../lib/http/fetch";
import type { IssuedLink, User } from "../lib/users/contract";
import { newOpId } from "./op-id";
import { usePageScope } from "./socket-context";
import { storeUser } from "./use-users";

/** What an account is made or changed with. */
export interface AccountInput {
  name: string;
  identifier: string;
  role: Role;
  lists: number[];
  caddieId: string | null;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

const AGAIN_AFTER_MS = 800;
const TRIES = 3;

/**
 * Changes accounts over HTTP. Each change has one key for all its tries, so that a lost answer makes no second account,
 * and shows on the page at once. Never throws.
 */
export function useAccountChanges() {
  const queries = useQueryClient();
  const { client } = usePageScope();

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
    const request = { method, body, idempotencyKey: newOpId() };
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await apiFetch<{ data: T } | undefined>(path, request);
        if (answer) store(answer.data);
        return { ok: true, value: answer?.data as T };
      } catch (error) {
        const problem = problemFrom(error);
        if (problem.status === 401) client.end();
        if (!isTransient(error) || attempt === TRIES) return { ok: false, problem };
        await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * attempt));
      }
    }
  }

  function store(data: unknown): void {
    const user = (data as IssuedLink).user ?? (data as User);
    if (!storeUser(queries, user)) void queries.invalidateQueries({ queryKey: ["users"] });
  }
}

const pathOf = (...parts: string[]) => `/api/users/${parts.map(encodeURIComponent).join("/")}`;

export const devicesKey = (userId: string) => ["user-devices", userId] as const;
