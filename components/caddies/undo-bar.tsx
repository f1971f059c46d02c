"use client";
import clsx from "clsx";
import { Flag, RotateCcw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { BoardIntention } from "@/hooks/predict";
import type { UndoItem } from "@/hooks/undo-stack";
import { Button } from "../ui/button";

type UndoText =
  | "statusOut"
  | "statusFree"
  | "statusAway"
  | "callEnd"
  | Exclude<BoardIntention["kind"], "status">;

function textOf(intention: BoardIntention): UndoText {
  if (intention.kind === "call" && !intention.called) return "callEnd";
  if (intention.kind !== "status") return intention.kind;
  return intention.status === "En campo"
    ? "statusOut"
    : intention.status === "Disponible"
      ? "statusFree"
      : "statusAway";
}

/** A clock that ticks each second may lag behind the change by one. */
const MOST_SECONDS = 8;
/** More than this would leave no room for the board. */
const SHOWN = 3;

const secondsLeft = (ms: number) => Math.min(MOST_SECONDS, Math.max(1, Math.ceil(ms / 1000)));

/**
 * What was just done and can still be taken back, the newest last. It stands in the flow of the page: the board gives it
 * room, and nothing is covered.
 */
export function UndoBar({
  items,
  now,
  onUndo,
  onDismiss,
}: {
  items: readonly UndoItem[];
  now: number;
  onUndo: (opId: string) => void;
  onDismiss: (opId: string) => void;
}) {
  const t = useTranslations("undo");
  const newest = items.at(-1);
  const hidden = items.length - SHOWN;
  return (
    <section
      aria-label={t("label")}
      className={clsx("flex flex-col items-center gap-1.5 px-4", newest && "py-2")}
    >
      {/* Said once per change; the countdown stays silent. */}
      <p role="status" className="sr-only">
        {newest ? t.rich(textOf(newest.intention), { name: newest.name, b: (chunks) => chunks }) : ""}
      </p>
      {hidden > 0 ? <p className="text-[13px] text-muted">{t("more", { n: hidden })}</p> : null}
      {items.slice(-SHOWN).map((item) => (
        <div
          key={item.opId}
          className="flex min-h-13 w-full max-w-lg items-center gap-2 rounded-card bg-float py-1 pr-1 pl-4 text-float-ink shadow-lg"
        >
          {textOf(item.intention) === "statusOut" ? (
            <Flag size={18} aria-hidden="true" className="shrink-0" />
          ) : (
            <RotateCcw size={18} aria-hidden="true" className="shrink-0" />
          )}
          <p className="line-clamp-2 min-w-0 flex-1 text-[14.5px] leading-[1.25]">
            {t.rich(textOf(item.intention), { name: item.name, b: (chunks) => <strong>{chunks}</strong> })}
          </p>
          <Button
            onClick={() => onUndo(item.opId)}
            className="gap-1! shrink-0 border-transparent! bg-float-soft! px-3.5 text-float-ink!"
          >
            {t("action")}
            <span className="sr-only">{`: ${item.name}`}</span>
            <span aria-hidden="true" className="font-medium">
              · {t("left", { n: secondsLeft(item.expiresAt - now) })}
            </span>
          </Button>
          <Button
            kind="quiet"
            size="icon"
            aria-label={t("dismiss", { name: item.name })}
            onClick={() => onDismiss(item.opId)}
            className="text-float-ink! hover:bg-float-soft max-sm:hidden"
          >
            <X size={18} aria-hidden="true" />
          </Button>
        </div>
      ))}
    </section>
  );
}
