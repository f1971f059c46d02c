import { useCallback } from "react";
import { newOpId } from "./op-id";
import { usePageScope } from "./socket-context";

/** Takes an announcement from the screen at once; that he has read it waits with his other taps for a network. */
export function useDismissAnnouncement(): (announcementId: string) => void {
  const { outbox } = usePageScope();
  return useCallback(
    (announcementId) =>
      outbox.add({
        intention: { kind: "dismiss", announcementId },
        ...{ method: "POST", path: `/api/announcements/${encodeURIComponent(announcementId)}/read` },
        ...{ opId: newOpId(), at: new Date().toISOString(), name: "" },
      }),
    [outbox],
  );
}
