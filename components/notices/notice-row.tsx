"use client";
import clsx from "clsx";
import {
  ArrowRightLeft,
  BellRing,
  ClipboardPen,
  Flag,
  Hourglass,
  type LucideIcon,
  Megaphone,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { agoText } from "@/lib/i18n/span-texts";
import { waitingSpan } from "@/lib/i18n/times";
import type { Notice } from "@/lib/notices/contract";
import { placeOfNotice } from "@/lib/notices/policy";
import type { NoticeKind } from "@/lib/notices/vocabulary";
import { PageLink } from "../shell/page-link";
import { useNoticeTexts } from "./use-notice-texts";

const ICONS: Record<NoticeKind, LucideIcon> = {
  near: Hourglass,
  next: Flag,
  called: BellRing,
  list_changed: ArrowRightLeft,
  turn_corrected: ClipboardPen,
  announcement: Megaphone,
};
const DAY_MS = 24 * 60 * 60 * 1000;

/** One notice, which leads to where it matters; unread ones are marked by a dot, by weight and in words. */
export function NoticeRow({
  notice,
  now,
  onOpen,
}: {
  notice: Notice;
  now: number;
  onOpen: (id: string) => void;
}) {
  const t = useTranslations("notices");
  const { title, body } = useNoticeTexts()(notice);
  const Icon = ICONS[notice.kind];
  const unread = notice.readAt === null;
  const urgent =
    notice.kind === "called" || (notice.kind === "announcement" && notice.data.type === "urgent");
  return (
    <li className="border-line border-t first:border-t-0">
      <PageLink
        href={placeOfNotice(notice)}
        onClick={() => onOpen(notice.id)}
        data-notice={notice.kind}
        className={clsx(
          "flex min-h-14 items-start gap-3 px-4 py-3 hover:bg-sunken",
          unread && "bg-brand-soft",
        )}
      >
        <span
          className={clsx(
            "flex size-9 shrink-0 items-center justify-center rounded-full",
            urgent ? "bg-danger-soft text-danger" : "bg-sunken text-ink",
          )}
        >
          <Icon size={18} aria-hidden="true" />
        </span>
        <span className="min-w-0 flex-1">
          <span className={clsx("block text-[15px] leading-5", unread ? "font-bold" : "font-medium")}>
            {unread ? <span className="sr-only">{t("unread")} </span> : null}
            {title}
          </span>
          <span className="block whitespace-pre-line break-words text-[13.5px]">{body}</span>
          <Age at={notice.createdAt} now={now} />
        </span>
        {unread ? (
          <span aria-hidden="true" className="mt-1.5 size-2.5 shrink-0 rounded-full bg-brand" />
        ) : null}
      </PageLink>
    </li>
  );
}

/** How long ago, and after a day when. */
function Age({ at, now }: { at: string; now: number }) {
  const time = useTranslations("time");
  const format = useFormatter();
  const ms = now - Date.parse(at);
  const text =
    ms < DAY_MS
      ? agoText(time, waitingSpan(ms))
      : format.dateTime(new Date(at), { weekday: "short", day: "numeric", month: "short" });
  return (
    <time dateTime={at} className="block text-[12.5px] text-muted first-letter:uppercase">
      {text}
    </time>
  );
}
