import { useCallback, useRef } from "react";
import { ApiProblem, apiFetch, type Problem, problemFrom } from "../lib/http/fetch";
import type { Cursors } from "../lib/realtime/contract";
import type { RulesChange } from "../lib/rules/contract";
import { arrived } from "./deliver-change";
import { newOpId } from "./op-id";
import { usePageScope } from "./socket-context";

export type RulesSaved = { ok: true } | { ok: false; problem: Problem };

/** Changes what a list lives by; resolves when this page shows it. Never rejects. */
export function useChangeRules(): (listNumber: number, change: RulesChange) => Promise<RulesSaved> {
  const scope = usePageScope();
  // Pressed again after silence, the same change is the same request.
  const unanswered = useRef<{ change: string; opId: string } | null>(null);
  return useCallback(
    async (listNumber, change) => {
      const text = JSON.stringify([listNumber, change]);
      const opId = unanswered.current?.change === text ? unanswered.current.opId : newOpId();
      unanswered.current = { change: text, opId };
      try {
        const path = `/api/lists/${listNumber}/rules`;
        const request = { method: "PUT", body: change, idempotencyKey: opId } as const;
        const { cursors } = await apiFetch<{ cursors: Cursors }>(path, request);
        unanswered.current = null;
        await arrived(opId, cursors, scope);
        return { ok: true };
      } catch (error) {
        const problem = problemFrom(error);
        if (error instanceof ApiProblem) unanswered.current = null;
        if (problem.status === 401) scope.client.end();
        return { ok: false, problem };
      }
    },
    [scope],
  );
}
