"use client";
import { Clock } from "lucide-react";
import { useTranslations } from "next-intl";
import { LiveUpdateBadge } from "../realtime/live-update-badge";
import { Spinner } from "../ui/spinner";
import type { RowView } from "./board-view";

/** What is peculiar about a row right now: not yet confirmed, or just changed. */
export function RowMarks({ row }: { row: RowView }) {
  const t = useTranslations("board");
  if (row.pending === null) return <LiveUpdateBadge show={row.changed} />;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap font-semibold text-[12px] text-called">
      {row.pending === "queued" ? <Clock size={12} aria-hidden="true" /> : <Spinner className="size-3!" />}
      {t(row.pending)}
    </span>
  );
}
