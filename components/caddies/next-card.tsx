"use client";
import clsx from "clsx";
import { EllipsisVertical, Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import type { BoardActions, RowView } from "./board-view";
import { RowMarks } from "./row-marks";
import { useCaddieTexts } from "./use-caddie-texts";

interface NextProps {
  row: RowView;
  now: number;
  actions: Pick<BoardActions, "openMenu" | "setStatus">;
}

function SendButtons({ row, actions, large }: Omit<NextProps, "now"> & { large: boolean }) {
  const t = useTranslations("board");
  const { id, name } = row.caddie;
  return (
    <div className="flex gap-2">
      <Button
        kind="main"
        size={large ? "large" : "medium"}
        aria-label={t("sendNamed", { name })}
        onClick={(event) => {
          // The second half of a double tap would send the man who has just moved up under the finger.
          if (event.detail < 2) actions.setStatus(id, "En campo");
        }}
        className="flex-1"
      >
        <Flag size={large ? 22 : 18} aria-hidden="true" />
        {t("send")}
      </Button>
      <Button
        aria-label={t("more", { name })}
        aria-haspopup="dialog"
        onClick={() => actions.openMenu(id)}
        className={clsx("px-0!", large ? "size-14" : "size-12 border-transparent bg-transparent")}
      >
        <EllipsisVertical size={20} aria-hidden="true" />
      </Button>
    </div>
  );
}

/** Who goes out next, in a column of the desktop board. */
export function NextCard({ row, now, actions }: NextProps) {
  const t = useTranslations("board");
  const texts = useCaddieTexts(now);
  return (
    <div
      data-row={row.caddie.id}
      className={clsx("mx-3 mb-3 rounded-card bg-brand-soft p-3.5", row.changed && "animate-glow")}
    >
      <p className="font-bold text-[12px] text-brand uppercase tracking-wide">{t("next")}</p>
      <div className="mt-1.5 mb-3 flex items-center gap-3">
        <Avatar name={row.caddie.name} tone="brand" size="large" />
        <div className="min-w-0">
          <p className="numeral truncate font-semibold text-[21px] leading-6">{row.caddie.name}</p>
          <p className="flex gap-2 text-[13px] text-muted">
            <span className="truncate">
              {texts.waits(row.caddie)} · {t("byOrder")}
            </span>
            <RowMarks row={row} />
          </p>
        </div>
      </div>
      <SendButtons row={row} actions={actions} large={false} />
    </div>
  );
}

/** Who goes out next, always under the thumb on a phone. */
export function ThumbBar({ row, now, actions }: NextProps) {
  const t = useTranslations("board");
  const texts = useCaddieTexts(now);
  return (
    <div data-row={row.caddie.id} className="border-line border-t bg-surface px-4 py-3 md:px-6 lg:hidden">
      <div className="mb-2.5 flex items-center gap-3">
        <Avatar name={row.caddie.name} tone="brand" size="large" />
        <div className="min-w-0 flex-1">
          <p className="flex gap-2 font-bold text-[12px] text-brand uppercase tracking-wide">{t("next")}</p>
          <p className="numeral truncate font-semibold text-[20px] leading-6">{row.caddie.name}</p>
        </div>
        <div className="text-right text-[13px] text-muted">
          <p>{texts.waitOnly(row.caddie)}</p>
          <RowMarks row={row} />
        </div>
      </div>
      <SendButtons row={row} actions={actions} large />
    </div>
  );
}
