import { useCallback } from "react";
import { apiFetch } from "../lib/http/fetch";
import type { NoticesPage } from "../lib/notices/contract";
import { newOpId } from "./op-id";
import type { NoticesIntention } from "./predict";
import { usePageScope } from "./socket-context";
import { noticesPath, usePageNotices } from "./use-page-notices";

const bodyOf = (intention: NoticesIntention) =>
  intention.kind === "read" ? { ids: intention.ids } : { all: true, until: intention.until };

/** What a person does with his notices. What he has read shows at once, and waits with his other taps for a network. */
export function useReadNotices() {
  const { outbox } = usePageScope();
  const { notices } = usePageNotices();

  const add = useCallback(
    (intention: NoticesIntention) => {
      const request = { method: "POST", path: "/api/notifications/read", body: bodyOf(intention) } as const;
      outbox.add({ ...request, intention, opId: newOpId(), at: new Date().toISOString(), name: "" });
    },
    [outbox],
  );
  const read = useCallback((id: string) => add({ kind: "read", ids: [id] }), [add]);
  /** All that he could see: what comes while this waits he has not read. */
  const readAll = useCallback(() => {
    const [latest] = notices.read().notices;
    if (latest) add({ kind: "readUntil", until: latest.createdAt });
  }, [notices, add]);

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
