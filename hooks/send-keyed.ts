import { type ApiRequest, apiFetch, isTransient, type Problem, problemFrom } from "../lib/http/fetch";
import type { RealtimeClient } from "../lib/realtime/client";
import { newOpId } from "./op-id";

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

const AGAIN_AFTER_MS = 800;
const TRIES = 3;

/**
 * Sends a change whose answer is waited for, under one key for all its tries: a lost answer makes nothing twice. Never
 * throws; a session that has ended ends the connection too.
 */
export async function sendKeyed<T>(
  client: RealtimeClient,
  path: string,
  { idempotencyKey = newOpId(), ...request }: ApiRequest,
): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await apiFetch<{ data: T } | undefined>(path, { ...request, idempotencyKey });
      return { ok: true, value: answer?.data as T };
    } catch (error) {
      const problem = problemFrom(error);
      if (problem.status === 401) client.end();
      if (!isTransient(error) || attempt === TRIES) return { ok: false, problem };
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * attempt));
    }
  }
}
