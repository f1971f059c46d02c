import { useCallback } from "react";
import { apiFetch } from "../lib/http/fetch";
import type { Notice, NoticesPage } from "../lib/notices/contract";
import { newOpId } from "./op-id";
import { type KnownNotices, noticesPath, usePageNotices } from "./use-page-notices";

/** Shown as read at once; the server's word then finds them counted. */
function readHere(known: KnownNotices, which: (notice: Notice) => boolean): KnownNotices {
  const readAt = new Date().toISOString();
  const found = known.notices.filter((notice) => notice.readAt === null && which(notice));
  return {
    ...known,
    notices: known.notices.map((notice) => (found.includes(notice) ? { ...notice, readAt } : notice)),
    unread: Math.max(0, known.unread - found.length),
  };
}

/** What a person does with his notices; what was sent in vain is shown again as it is. Never rejects. */
export function useReadNotices() {
  const { notices } = usePageNotices();

  const send = useCallback(
    async (body: { ids: string[] } | { all: true }) => {
      try {
        const request = { method: "POST", body, idempotencyKey: newOpId() } as const;
        await apiFetch("/api/notifications/read", request);
      } catch {
        await notices.refresh();
      }
    },
    [notices],
  );

  const read = useCallback(
    (id: string) => {
      notices.put((known) => readHere(known, (notice) => notice.id === id));
      return send({ ids: [id] });
    },
    [notices, send],
  );
  const readAll = useCallback(() => {
    notices.put((known) => ({ ...readHere(known, () => true), unread: 0 }));
    return send({ all: true });
  }, [notices, send]);

  /** @returns false when they could not be had */
  const more = useCallback(async () => {
    const { nextCursor } = notices.read();
    if (!nextCursor) return true;
    try {
      const page = await apiFetch<NoticesPage>(noticesPath(nextCursor));
      notices.put((known) => {
        const there = new Set(known.notices.map(({ id }) => id));
        const older = page.data.filter(({ id }) => !there.has(id));
        return { ...known, notices: [...known.notices, ...older], nextCursor: page.nextCursor };
      });
      return true;
    } catch {
      return false;
    }
  }, [notices]);

  return { read, readAll, more };
}
