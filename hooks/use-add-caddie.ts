import { useCallback, useRef } from "react";
import { apiFetch, type Problem, problemFrom } from "../lib/http/fetch";
import type { Cursors } from "../lib/realtime/contract";
import { arrived } from "./deliver-change";
import { newOpId } from "./op-id";
import { usePageScope } from "./socket-context";

export interface NewCaddie {
  name: string;
  phoneNumber?: string | null;
  listNumber: number;
}
export type Added = { ok: true } | { ok: false; problem: Problem };

/** Adds a caddie and resolves when the board holds him; a refusal comes back with its fields. Never rejects. */
export function useAddCaddie(): (input: NewCaddie) => Promise<Added> {
  const scope = usePageScope();
  // Pressed again after silence, the same form is the same request: two presses, one caddie.
  const unanswered = useRef<{ input: string; opId: string } | null>(null);
  return useCallback(
    async (input) => {
      const text = JSON.stringify(input);
      const opId = unanswered.current?.input === text ? unanswered.current.opId : newOpId();
      unanswered.current = { input: text, opId };
      try {
        const request = { method: "POST", body: input, idempotencyKey: opId } as const;
        const answer = await apiFetch<{ cursors?: Cursors }>("/api/caddies", request);
        unanswered.current = null;
        await arrived(opId, answer.cursors, scope);
        return { ok: true };
      } catch (error) {
        const problem = problemFrom(error);
        if (problem.code !== "NETWORK") unanswered.current = null;
        if (problem.status === 401) scope.client.end();
        return { ok: false, problem };
      }
    },
    [scope],
  );
}
