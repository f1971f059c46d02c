"use client";
import clsx from "clsx";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSession } from "@/hooks/use-session";
import type { PastRow } from "@/lib/history/contract";
import { spanText } from "@/lib/i18n/span-texts";
import { waitingSpan } from "@/lib/i18n/times";
import { StatusMark } from "../caddies/status-mark";
import { Notice } from "../ui/notice";

/** A list as it stood at that moment (ms since 1970): the queue, who was out, who was away. */
export function PastBoard({
  rows,
  at,
  begins,
  changed,
}: {
  rows: readonly PastRow[];
  at: number;
  /** The day's first moment: who stands so since before it did not wait all night. */
  begins: number;
  /** Who had just been moved then. */
  changed: string | null;
}) {
  const t = useTranslations("history");
  const { user } = useSession();
  const time = useTranslations("time");
  if (rows.length === 0) return <Notice icon={Users} title={t("nobodyYet")} help={t("nobodyYetHelp")} />;
  return (
    <ol aria-label={t("boardThen")} className="overflow-hidden rounded-card border border-line bg-surface">
      {rows.map(({ caddieId, name, status, position, since }) => (
        <li
          key={caddieId}
          className={clsx(
            "flex min-h-11 items-center gap-3 border-line border-t px-3 py-1 first:border-t-0",
            caddieId === changed ? "bg-called-soft" : caddieId === user.caddieId && "bg-brand-soft",
          )}
        >
          <span className="numeral w-7 shrink-0 text-right font-semibold text-[17px] text-muted">
            {position ?? "·"}
          </span>
          <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
          <span className="whitespace-nowrap text-[13px] text-muted">
            {Date.parse(since) < begins ? null : spanText(time, waitingSpan(at - Date.parse(since)))}
          </span>
          <StatusMark status={status} />
        </li>
      ))}
    </ol>
  );
}
