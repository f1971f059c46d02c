"use client";
import clsx from "clsx";
import { EllipsisVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Avatar } from "../ui/avatar";
import type { BoardActions, RowView } from "./board-view";
import { CalledMark } from "./called-mark";
import { RowMarks } from "./row-marks";
import { useCaddieTexts } from "./use-caddie-texts";

/** One waiting caddie on the master's board. The whole row is one large button that opens his actions. */
export const QueueRow = memo(function QueueRow({
  row,
  now,
  onOpen,
  desktopOnly = false,
}: {
  row: RowView;
  now: number;
  onOpen: BoardActions["openMenu"];
  desktopOnly?: boolean;
}) {
  const t = useTranslations("board");
  const texts = useCaddieTexts(now);
  const { caddie } = row;
  return (
    <li
      data-id={caddie.id}
      className={clsx(
        "border-line border-t bg-surface first:border-t-0",
        row.changed && "animate-glow",
        desktopOnly && "max-lg:hidden",
      )}
    >
      <button
        type="button"
        data-row={caddie.id}
        aria-haspopup="dialog"
        onClick={() => onOpen(caddie.id)}
        className="flex min-h-14 w-full items-center gap-3 py-1.5 pr-3 pl-4 max-sm:gap-2 max-sm:pr-2.5 max-sm:pl-2 text-left hover:bg-ink/4 focus-visible:-outline-offset-3"
      >
        <span className="numeral w-6 shrink-0 text-right font-semibold text-[18px] text-muted">
          {row.position}
        </span>
        {/* The narrowest phones need the room for the sentence. */}
        <span className="flex max-[379px]:hidden">
          <Avatar name={caddie.name} of={caddie.id} />
        </span>
        <span className="min-w-0 flex-1">
          {/* Beside the name: what comes and goes must not wrap the sentence and move the rows below. */}
          <span className="flex items-baseline gap-2">
            <span className="min-w-0 truncate font-semibold">{caddie.name}</span>
            <RowMarks row={row} />
          </span>
          <span className="block text-[13px] text-muted leading-[1.35]">
            {caddie.calledAt ? (
              <CalledMark calledAt={caddie.calledAt} now={now} />
            ) : (
              <>
                {texts.waits(caddie)} · <span className="whitespace-nowrap">{texts.turns(caddie)}</span>
              </>
            )}
          </span>
        </span>
        <span className="sr-only">{t("more", { name: caddie.name })}</span>
        <EllipsisVertical size={20} aria-hidden="true" className="shrink-0" />
      </button>
    </li>
  );
});
