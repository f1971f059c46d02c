"use client";
import { latePart } from "../ui/late-part";

const { Late, usePreloaded } = latePart(() => import("./outbox-sheet").then((m) => m.OutboxSheet));

/** What waits to be sent. Its code comes soon after the page: it is needed when the signal is gone. */
export function LateOutbox({ open, onClose }: { open: boolean; onClose: () => void }) {
  usePreloaded();
  return open ? <Late onClose={onClose} /> : null;
}
