"use client";
import clsx from "clsx";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { LateAwayReason } from "../absences/late-away-reason";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import type { BoardActions, RowView } from "./board-view";
import { RowMarks } from "./row-marks";
import { RequestedMark, TurnText } from "./turn-marks";
import { useCaddieTexts } from "./use-caddie-texts";

type Actions = Pick<BoardActions, "openMenu" | "setStatus">;

/** A caddie outside the queue (*En campo* or *Ausente*), with the one tap that brings him back into it. */
export const SideRow = memo(function SideRow({
  row,
  now,
  actions,
}: {
  row: RowView;
  now: number;
  actions: Actions;
}) {
  const t = useTranslations("board");
  const texts = useCaddieTexts(now);
  const { caddie } = row;
  const out = caddie.status === "En campo";
  return (
    <li
      data-id={caddie.id}
      className={clsx(
        "flex items-center gap-2 border-line border-t bg-surface pr-3 first:border-t-0",
        row.changed && "animate-glow",
      )}
    >
      <button
        type="button"
        data-row={caddie.id}
        aria-haspopup="dialog"
        onClick={() => actions.openMenu(caddie.id)}
        className="flex min-h-13 min-w-0 flex-1 items-center gap-3 py-1.5 pl-4 text-left hover:bg-ink/4 focus-visible:-outline-offset-3"
      >
        {/* A narrow column needs the room for the name. */}
        <span className="flex @max-[21.5rem]:hidden">
          <Avatar name={caddie.name} of={caddie.id} tone={out ? "out" : "absent"} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="min-w-0 truncate font-semibold">{caddie.name}</span>
            <RequestedMark caddie={caddie} />
          </span>
          <span className="flex gap-2 text-[13px] text-muted">
            <span className={clsx("truncate", (row.pending !== null || row.changed) && "max-sm:hidden")}>
              {out ? <TurnText caddie={caddie} now={now} /> : texts.awaySince(caddie)}
            </span>
            <RowMarks row={row} />
          </span>
          {caddie.status === "Ausente" ? (
            <span className="block text-[13px] empty:hidden">
              <LateAwayReason caddieId={caddie.id} />
            </span>
          ) : null}
        </span>
        <span className="sr-only">{t("more", { name: caddie.name })}</span>
        {out ? (
          <span className="numeral font-semibold text-[17px] text-out">{texts.timeOut(caddie)}</span>
        ) : null}
      </button>
      <Button
        aria-label={t(out ? "returnedNamed" : "presentNamed", { name: caddie.name })}
        onClick={() => actions.setStatus(caddie.id, "Disponible")}
        className="px-3.5"
      >
        {t(out ? "returned" : "present")}
      </Button>
    </li>
  );
});
