"use client";
import clsx from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import { memo } from "react";
import { CLOCK } from "@/lib/i18n/times";
import type { RollEntry } from "@/lib/roll-calls/contract";
import type { RollMark } from "@/lib/roll-calls/vocabulary";
import { MarkPill } from "./mark-look";

/** One name of the roll; a tap calls it, or takes it up again to correct it. */
export const NameRow = memo(function NameRow({
  entry,
  mark,
  waits,
  current,
  onChoose,
}: {
  entry: RollEntry;
  mark: RollMark | null;
  /** The mark is not confirmed yet. */
  waits: boolean;
  current: boolean;
  onChoose: (caddieId: string) => void;
}) {
  const t = useTranslations("rollCall");
  const board = useTranslations("board");
  const marks = useTranslations("rollCall.marks");
  const format = useFormatter();
  const { caddieId, name, place, markedAt, trace } = entry;
  const at = (iso: string) => format.dateTime(new Date(iso), CLOCK);
  const former = trace.at(-1);
  return (
    <li className="border-line border-t first:border-t-0" data-name={caddieId}>
      <button
        type="button"
        aria-current={current ? "true" : undefined}
        onClick={() => onChoose(caddieId)}
        className={clsx(
          "flex min-h-14 w-full items-center gap-3 px-4 py-1.5 text-left focus-visible:-outline-offset-3",
          current ? "bg-brand-soft shadow-[inset_4px_0_0_var(--brand)]" : "hover:bg-ink/4",
        )}
      >
        <span className="numeral w-7 shrink-0 text-right font-semibold text-[17px] text-muted">{place}</span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold">{name}</span>
          {former ? (
            <span className="block truncate text-[13px] text-muted">
              {t("before", {
                mark: former.mark === null ? t("pending") : marks(former.mark),
                time: at(former.at),
                name: former.by.name,
              })}
            </span>
          ) : null}
        </span>
        {waits ? <span className="text-[13px] text-muted">{board("queued")}</span> : null}
        {mark === null ? (
          <span className="text-[13px] text-muted">{t("pending")}</span>
        ) : (
          <MarkPill mark={mark} time={markedAt && !waits ? at(markedAt) : undefined} />
        )}
      </button>
    </li>
  );
});
