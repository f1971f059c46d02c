import { useCallback } from "react";
import { apiFetch, isTransient } from "../lib/http/fetch";
import { newOpId } from "./op-id";
import { usePageNotices } from "./use-page-notices";

const AGAIN_AFTER_MS = 1_500;
const TRIES = 4;

/** Takes an announcement from the screen at once, and says that it was read, also when the network takes its time. */
export function useDismissAnnouncement(): (announcementId: string) => Promise<void> {
  const { announcements } = usePageNotices();
  return useCallback(
    async (announcementId) => {
      announcements.put((open) => open.filter(({ id }) => id !== announcementId));
      const request = { method: "POST", idempotencyKey: newOpId() } as const;
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        try {
          await apiFetch(`/api/announcements/${encodeURIComponent(announcementId)}/read`, request);
          return;
        } catch (error) {
          // What cannot be read any more is not there any more either.
          if (!isTransient(error)) return;
          await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * attempt));
        }
      }
      // It was not taken as read: it is shown again.
      await announcements.refresh();
    },
    [announcements],
  );
}
