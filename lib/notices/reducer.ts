import type { Notice, NoticeEvent } from "./contract";

/** What a page knows of its person's notices. */
export interface NoticeView {
  /** The latest first, as far back as they were asked for. */
  notices: readonly Notice[];
  /** Of all of them, shown here or not. */
  unread: number;
}

/** Pure; an event that is in already changes nothing of what is shown. */
export function reduceNotices(view: NoticeView, event: NoticeEvent): NoticeView {
  switch (event.event) {
    case "notification": {
      const { notification } = event.data;
      if (view.notices.some(({ id }) => id === notification.id)) return view;
      return { notices: [notification, ...view.notices], unread: view.unread + 1 };
    }
    case "notification:read": {
      const { ids, timestamp } = event.data;
      const read = new Set(ids);
      // A tap shows them as read before the server's word comes.
      const counted = view.notices.filter((n) => read.has(n.id) && n.readAt !== null).length;
      return {
        notices: view.notices.map((n) =>
          read.has(n.id) && n.readAt === null ? { ...n, readAt: timestamp } : n,
        ),
        unread: Math.max(0, view.unread - ids.length + counted),
      };
    }
    case "notification:removed": {
      const gone = new Set(event.data.ids);
      return {
        notices: view.notices.filter(({ id }) => !gone.has(id)),
        unread: Math.max(0, view.unread - event.data.unread),
      };
    }
    case "notification:settings":
      return view;
  }
}
