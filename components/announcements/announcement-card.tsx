"use client";
import clsx from "clsx";
import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AnnouncementType } from "@/lib/announcements/vocabulary";

const LOOKS: Record<AnnouncementType, { icon: LucideIcon; look: string; mark: string }> = {
  info: { icon: Info, look: "border-line", mark: "bg-brand-soft text-brand" },
  warning: { icon: TriangleAlert, look: "border-called", mark: "bg-called-soft text-called" },
  urgent: { icon: OctagonAlert, look: "border-danger", mark: "bg-danger-soft text-danger" },
};

/** What the club says, as everybody sees it. The message is text, whatever is in it. */
export function AnnouncementCard({
  type,
  message,
  facts,
  floating = false,
  action,
}: {
  type: AnnouncementType;
  message: string;
  /** Who says it, to whom, when. */
  facts: string;
  floating?: boolean;
  action?: ReactNode;
}) {
  const t = useTranslations("announcements");
  const { icon: Icon, look, mark } = LOOKS[type];
  return (
    <div
      data-announcement={type}
      className={clsx("rounded-card border bg-surface p-4 text-ink", look, floating && "border-2 shadow-2xl")}
    >
      <div className="flex items-start gap-3">
        <span className={clsx("flex size-10 shrink-0 items-center justify-center rounded-full", mark)}>
          <Icon size={20} aria-hidden="true" />
        </span>
        <div className="min-w-0 flex-1">
          <p
            className={clsx(
              "font-bold text-[13px]",
              type === "info" ? "text-brand" : type === "warning" ? "text-called" : "text-danger",
            )}
          >
            {t(type)}
          </p>
          <p className="max-h-[40dvh] overflow-y-auto whitespace-pre-line break-words font-semibold text-[16px] leading-snug">
            {message}
          </p>
          <p className="mt-1 text-[13px] text-muted">{facts}</p>
        </div>
      </div>
      {action ? <div className="mt-3 flex flex-wrap items-center justify-end gap-3">{action}</div> : null}
    </div>
  );
}
