import { useCallback, useRef } from "react";
import { ApiProblem, apiFetch, type Problem, problemFrom } from "../lib/http/fetch";
import type { Club, ClubChange } from "../lib/organizations/contract";
import { newOpId } from "./op-id";
import { usePageScope } from "./socket-context";

export type ClubUpdated = { ok: true; club: Club } | { ok: false; problem: Problem };

/** Changes the club and shows the answer on this page; a conflict brings the present state along. Never rejects. */
export function useUpdateClub(): (change: ClubChange) => Promise<ClubUpdated> {
  const { client, club } = usePageScope();
  // Pressed again after silence, the same change is the same request.
  const unanswered = useRef<{ change: string; opId: string } | null>(null);
  return useCallback(
    async (change) => {
      const text = JSON.stringify(change);
      const opId = unanswered.current?.change === text ? unanswered.current.opId : newOpId();
      unanswered.current = { change: text, opId };
      try {
        const request = { method: "PUT", body: change, idempotencyKey: opId } as const;
        const { data } = await apiFetch<{ data: Club }>("/api/club", request);
        unanswered.current = null;
        club.take(data);
        return { ok: true, club: data };
      } catch (error) {
        const problem = problemFrom(error);
        if (error instanceof ApiProblem) unanswered.current = null;
        if (problem.status === 409) club.take(problem.current as Club);
        if (problem.status === 401) client.end();
        return { ok: false, problem };
      }
    },
    [client, club],
  );
}
