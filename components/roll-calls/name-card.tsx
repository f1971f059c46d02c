"use client";
import clsx from "clsx";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RollEntry } from "@/lib/roll-calls/contract";
import { ROLL_MARKS, type RollMark } from "@/lib/roll-calls/vocabulary";
import { Button } from "../ui/button";
import { MARK_LOOKS } from "./mark-look";

/** The name that is called now, and the four words that answer it, under the thumb. */
export function NameCard({
  entry,
  mark,
  onMark,
  onUndo,
  undoName,
}: {
  entry: RollEntry;
  /** What was said of him so far. */
  mark: RollMark | null;
  onMark: (mark: RollMark) => void;
  onUndo: (() => void) | null;
  undoName: string;
}) {
  const t = useTranslations("rollCall");
  const marks = useTranslations("rollCall.marks");
  return (
    <div className="border-line border-t bg-surface px-4 pt-3 pb-3 md:px-6">
      <div className="mx-auto max-w-3xl">
        <div className="flex min-h-11 items-center gap-3">
          <p role="status" className="numeral min-w-0 flex-1 truncate font-bold text-[24px] leading-8">
            <span className="mr-2 text-muted">{entry.place}</span>
            {entry.name}
          </p>
          {onUndo ? (
            <Button
              kind="quiet"
              onClick={onUndo}
              aria-label={t("undoNamed", { name: undoName })}
              aria-keyshortcuts="z"
            >
              <Undo2 size={18} aria-hidden="true" />
              <span className="max-sm:sr-only">{t("undo")}</span>
            </Button>
          ) : null}
        </div>
        <div className="mt-2 grid grid-cols-2 gap-2 sm:grid-cols-4">
          {ROLL_MARKS.map((word, i) => {
            const { icon: Icon, text, soft } = MARK_LOOKS[word];
            return (
              <Button
                aria-label={`${marks(word)}: ${entry.name}`}
                key={word}
                size="large"
                aria-pressed={mark === word}
                aria-keyshortcuts={String(i + 1)}
                onClick={() => onMark(word)}
                className={clsx("px-3!", mark === word && [soft, "border-current!"], mark === word && text)}
              >
                <Icon size={20} aria-hidden="true" className={text} />
                {marks(word)}
                {/* Drawn, not written: whoever says what he sees says the word alone. */}
                <span
                  aria-hidden="true"
                  data-key={i + 1}
                  className="rounded-md border border-line px-1.5 font-sans text-[12.5px] text-muted before:content-[attr(data-key)] max-lg:hidden"
                />
              </Button>
            );
          })}
        </div>
      </div>
    </div>
  );
}
