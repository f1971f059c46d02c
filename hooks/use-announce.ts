import { useRef } from "react";
import type { AnnouncementType } from "../lib/announcements/vocabulary";
import { ApiProblem, apiFetch, type Problem, problemFrom } from "../lib/http/fetch";
import { newOpId } from "./op-id";
import { usePageScope } from "./socket-context";

export interface NewAnnouncement {
  message: string;
  type: AnnouncementType;
  listNumber?: number;
  expiresAt?: string;
}

/** Says something to the club, and takes it back. Both resolve with null, or with why it could not be done. */
export function useAnnounce() {
  const { client } = usePageScope();
  // Pressed again after silence, the same announcement is the same request.
  const unanswered = useRef<{ text: string; opId: string } | null>(null);

  async function send(
    path: string,
    method: "POST" | "DELETE",
    body?: NewAnnouncement,
  ): Promise<Problem | null> {
    const text = JSON.stringify([path, body]);
    const opId = unanswered.current?.text === text ? unanswered.current.opId : newOpId();
    unanswered.current = { text, opId };
    try {
      await apiFetch(path, { method, body, idempotencyKey: opId });
      unanswered.current = null;
      return null;
    } catch (error) {
      const problem = problemFrom(error);
      if (error instanceof ApiProblem) unanswered.current = null;
      if (problem.status === 401) client.end();
      return problem;
    }
  }

  return {
    announce: (announcement: NewAnnouncement) => send("/api/announcements", "POST", announcement),
    withdraw: (id: string) => send(`/api/announcements/${encodeURIComponent(id)}`, "DELETE"),
  };
}
