import type { Announcement } from "../lib/announcements/contract";
import type { NoticeView } from "../lib/notices/reducer";
import type { BoardChange } from "./board-cache";
import { isReading, type NoticesIntention } from "./predict";

/** A person's notices with those read that he has read here, before the server has said so. */
export function withReadings<V extends NoticeView>(view: V, changes: readonly BoardChange[]): V {
  return changes.reduce(
    (shown, { intention, at }) =>
      isReading(intention) && intention.kind !== "dismiss" ? withReading(shown, intention, at) : shown,
    view,
  );
}

function withReading<V extends NoticeView>(view: V, intention: NoticesIntention, at: string): V {
  const { notices } = view;
  const isMeant = ({ id, createdAt }: V["notices"][number]) =>
    intention.kind === "read" ? intention.ids.includes(id) : createdAt <= intention.until;
  const isOpen = (notice: V["notices"][number]) => notice.readAt === null;
  const found = notices.filter((notice) => isOpen(notice) && isMeant(notice));
  return {
    ...view,
    notices: notices.map((notice) => (found.includes(notice) ? { ...notice, readAt: at } : notice)),
    unread:
      intention.kind === "readUntil"
        ? notices.filter((notice) => isOpen(notice) && !isMeant(notice)).length
        : Math.max(0, view.unread - found.length - missing(view, intention.ids)),
  };
}

/** Unread when he read them, and counted so by whoever has not loaded them. */
const missing = ({ notices }: NoticeView, ids: readonly string[]) =>
  ids.filter((id) => notices.every((notice) => notice.id !== id)).length;

/** The announcements that he has not taken from his screen. */
export function withoutDismissed(
  open: readonly Announcement[],
  changes: readonly BoardChange[],
): readonly Announcement[] {
  const dismissed = changes.flatMap(({ intention }) =>
    intention.kind === "dismiss" ? intention.announcementId : [],
  );
  return dismissed.length === 0 ? open : open.filter(({ id }) => !dismissed.includes(id));
}
