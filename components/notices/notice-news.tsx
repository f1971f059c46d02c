"use client";
import { useTranslations } from "next-intl";
import { useContext, useEffect, useRef } from "react";
import { isPushOn, onPushAsked } from "@/hooks/push-device";
import { useSocketEvent } from "@/hooks/use-socket-event";
import type { Notice } from "@/lib/notices/contract";
import { placeOfNotice } from "@/lib/notices/policy";
import type { Channel, NoticeKind } from "@/lib/notices/vocabulary";
import { RouterContext } from "../shell/page-link";
import { allowChime, chime } from "./chime";
import { showOnDesktop } from "./desktop";
import { useNoticeTexts } from "./use-notice-texts";

/** What arrives within it is told together: after a sleep all that was missed comes at once. */
const TOGETHER_MS = 150;
/** Older news is in the list, and no news. */
const FRESH_MS = 10 * 60 * 1000;

/** As our own buttons: wide enough for a thumb. */
const ACTION = {
  height: 44,
  padding: "0 16px",
  borderRadius: 10,
  background: "var(--brand)",
  color: "var(--brand-ink)",
  fontSize: 14,
  fontWeight: 600,
};

/** Those that say where he stands: of two the older one is not so any more. */
const OF_HIS_PLACE: readonly NoticeKind[] = ["near", "next", "called"];

interface News {
  notice: Notice;
  channels: readonly Channel[];
}

/** Says what its person is told while the page is open: a toast, a chime, and on the desktop while the page is hidden. */
export function NoticeNews(): null {
  const t = useTranslations("notices");
  const textsOf = useNoticeTexts();
  const router = useContext(RouterContext);
  const waiting = useRef<News[]>([]);
  /** Ids of those that stood on this page. */
  const told = useRef(new Set<string>());
  useEffect(allowChime, []);
  // A push of what is said here would say it twice.
  useEffect(
    () =>
      onPushAsked(
        (id) =>
          told.current.has(id) ||
          waiting.current.some(({ notice, channels }) => notice.id === id && channels.includes("app")),
      ),
    [],
  );

  useSocketEvent("notification", ({ data: { notification, channels } }) => {
    if (Date.now() - Date.parse(notification.createdAt) > FRESH_MS) return;
    waiting.current.push({ notice: notification, channels });
    if (waiting.current.length === 1) setTimeout(() => tell(waiting.current.splice(0)), TOGETHER_MS);
  });

  function tell(news: News[]): void {
    const by = (channel: Channel) => news.filter(({ channels }) => channels.includes(channel));
    if (by("sound").length > 0) chime();
    if (document.visibilityState === "hidden") {
      // Where a push comes to this very device, it speaks.
      const pushed = isPushOn();
      const alone = by("desktop").filter(({ channels }) => !(pushed && channels.includes("push")));
      for (const { notice } of alone) showOnDesktop(notice.id, textsOf(notice), () => go(notice));
      return;
    }
    for (const { notice } of by("app")) told.current.add(notice.id);
    // An announcement stands on the page already.
    const shown = by("app").filter(({ notice }) => notice.kind !== "announcement");
    const last = shown.at(-1);
    if (last) toast(last.notice, shown.length - 1);
  }

  function toast(notice: Notice, more: number): void {
    const { title, body } = textsOf(notice);
    const description = more > 0 ? `${body} ${t("more", { n: more })}` : body;
    const isHere = window.location.pathname === placeOfNotice(notice);
    const action = isHere ? undefined : { label: t("see"), onClick: () => go(notice) };
    const id = OF_HIS_PLACE.includes(notice.kind) ? "place" : notice.id;
    import("sonner").then(
      ({ toast }) => toast(title, { id, description, action, actionButtonStyle: ACTION }),
      // The badge counts it all the same.
      () => undefined,
    );
  }

  function go(notice: Notice): void {
    router?.push(placeOfNotice(notice));
  }

  return null;
}
