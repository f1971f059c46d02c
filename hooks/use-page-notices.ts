import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Announcement, AnnouncementEvent, AnnouncementsSnapshot } from "../lib/announcements/contract";
import { reduceAnnouncements } from "../lib/announcements/reducer";
import { apiFetch } from "../lib/http/fetch";
import type { NoticeEvent, NoticesPage } from "../lib/notices/contract";
import { type NoticeView, reduceNotices } from "../lib/notices/reducer";
import type { RealtimeClient } from "../lib/realtime/client";
import type { BoardChange } from "./board-cache";
import { LiveView } from "./live-view";
import { isReading } from "./predict";
import { withoutDismissed, withReadings } from "./read-overlay";
import { type PageScope, usePageScope } from "./socket-context";
import { useWaitingChanges } from "./use-pending-changes";
import { useSocket } from "./use-socket";

/** What the page knows of its person's notices; the list itself is fetched when somebody opens it. */
export interface KnownNotices extends NoticeView {
  loaded: boolean;
  /** Where the older ones begin; null: there are none. */
  nextCursor: string | null;
}

interface PageNotices {
  notices: LiveView<KnownNotices>;
  announcements: LiveView<readonly Announcement[]>;
}

const NOTICE_EVENTS = new Set(["notification", "notification:read", "notification:removed"]);
const ANNOUNCEMENT_EVENTS = new Set(["system:announcement", "announcement:withdrawn", "announcement:read"]);
/** While nobody tells the page of changes, it asks. */
const ASK_EVERY_MS = 15_000;

export const noticesPath = (cursor: string | null) =>
  `/api/notifications${cursor ? `?${new URLSearchParams({ cursor })}` : ""}`;

/** Of each page's connection one. */
const pages = new WeakMap<RealtimeClient, PageNotices>();

function openNotices({ client, session }: PageScope): PageNotices {
  const { user, notices, announcements } = session;
  return {
    notices: new LiveView<KnownNotices>({
      client,
      initial: {
        state: { notices: [], unread: notices.unread, loaded: false, nextCursor: null },
        cursors: notices.cursors,
      },
      async fetch() {
        const { data, unread, nextCursor, cursors } = await apiFetch<NoticesPage>(noticesPath(null));
        return { state: { notices: data, unread, loaded: true, nextCursor }, cursors };
      },
      reduce: (known, envelope) =>
        NOTICE_EVENTS.has(envelope.event)
          ? { ...known, ...reduceNotices(known, envelope as NoticeEvent & typeof envelope) }
          : known,
    }),
    announcements: new LiveView<readonly Announcement[]>({
      client,
      initial: { state: announcements.data, cursors: announcements.cursors },
      async fetch() {
        const { data, cursors } = await apiFetch<AnnouncementsSnapshot>("/api/announcements");
        return { state: data, cursors };
      },
      reduce: (open, envelope) =>
        ANNOUNCEMENT_EVENTS.has(envelope.event)
          ? reduceAnnouncements(open, envelope as AnnouncementEvent & typeof envelope, user.id)
          : open,
    }),
  };
}

export function usePageNotices(): PageNotices {
  const scope = usePageScope();
  const known = pages.get(scope.client);
  if (known) return known;
  const fresh = openNotices(scope);
  pages.set(scope.client, fresh);
  return fresh;
}

/** Keeps them at what the streams say; mounted once, by the shell. */
export function useLiveNotices(): void {
  const { notices, announcements } = usePageNotices();
  const { client, outbox } = usePageScope();
  const { connection } = useSocket();
  useEffect(() => {
    const ends = [
      notices.start(),
      announcements.start(),
      // Its event says it, where events come; else it would be unread again until the page asks.
      outbox.onDone(async ({ intention }) => {
        if (intention.kind === "dismiss")
          announcements.put((open) => open.filter(({ id }) => id !== intention.announcementId));
        if (isReading(intention) && client.getState().phase !== "live") await notices.refresh();
      }),
      // What cannot be read any more is not there any more.
      outbox.onRefused((_, { intention }) => {
        if (intention.kind === "dismiss") void announcements.refresh();
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [notices, announcements, outbox, client]);
  const polling = connection.phase === "polling";
  useEffect(() => {
    if (!polling) return;
    const ask = () => void Promise.all([notices.refresh(), announcements.refresh()]);
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [polling, notices, announcements]);
}

const useView = <S>({ changed, read }: LiveView<S>): S => useSyncExternalStore(changed.subscribe, read, read);

/** What is known, as `overlay` shows it with what he has done here, sent or not. */
function useOverlaid<S>(view: LiveView<S>, overlay: (known: S, changes: readonly BoardChange[]) => S): S {
  const known = useView(view);
  const waiting = useWaitingChanges();
  return useMemo(
    () =>
      overlay(
        known,
        waiting.map(({ change }) => change),
      ),
    [known, waiting, overlay],
  );
}

export const useNotices = (): KnownNotices => useOverlaid(usePageNotices().notices, withReadings);
export const useAnnouncements = (): readonly Announcement[] =>
  useOverlaid(usePageNotices().announcements, withoutDismissed);
