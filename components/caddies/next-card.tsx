"use client";
import clsx from "clsx";
import { EllipsisVertical, Flag, Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { useHoles } from "@/hooks/use-holes";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import type { BoardActions, RowView } from "./board-view";
import { CalledMark } from "./called-mark";
import { RowMarks } from "./row-marks";
import { useCaddieTexts } from "./use-caddie-texts";

interface NextProps {
  row: RowView;
  now: number;
  /** The club calls a caddie before it sends him. */
  callsFirst: boolean;
  actions: Pick<BoardActions, "openMenu" | "setStatus" | "skip" | "call">;
}

function SendButtons({ row, actions, callsFirst, large }: Omit<NextProps, "now"> & { large: boolean }) {
  const t = useTranslations("board");
  const { id, name, calledAt } = row.caddie;
  const calls = callsFirst && calledAt === null;
  const Icon = calls ? Megaphone : Flag;
  /** The second half of a double tap would send the man who has just moved up under the finger. */
  const once = (act: () => void) => (event: MouseEvent) => {
    if (event.detail < 2) act();
  };
  return (
    <div className="flex gap-2">
      <Button
        kind="main"
        size={large ? "large" : "medium"}
        aria-label={t(calls ? "callNamed" : "sendNamed", { name })}
        onClick={once(() => (calls ? actions.call(id, true) : actions.setStatus(id, "En campo")))}
        className="flex-1"
      >
        <Icon size={large ? 22 : 18} aria-hidden="true" />
        {t(calls ? "call" : "send")}
      </Button>
      <Button
        aria-label={t("skipNamed", { name })}
        onClick={once(() => actions.skip(id))}
        className={large ? "min-h-14" : "min-h-12 bg-transparent!"}
      >
        {t("skip")}
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

/** For how many holes he goes: one tap changes it, and the list keeps it. */
function HolesButton({ listNumber }: { listNumber: number }) {
  const t = useTranslations("board");
  const [holes, choose] = useHoles(listNumber);
  return (
    <Button
      aria-label={t("holesChange", { n: holes })}
      onClick={() => choose(holes === 18 ? 9 : 18)}
      className="shrink-0 flex-col gap-0! bg-transparent! px-2.5! leading-4"
    >
      {/* The space is part of what is read, and of no line. */}
      <span className="numeral text-[17px]">{holes}</span>{" "}
      <span className="font-normal text-[11px] text-muted">{t("holesUnit")}</span>
    </Button>
  );
}

/** Who goes out next, in a column of the desktop board. */
export function NextCard({ row, now, ...rest }: NextProps) {
  const t = useTranslations("board");
  const texts = useCaddieTexts(now);
  return (
    <div
      data-row={row.caddie.id}
      className={clsx("mx-3 mb-3 rounded-card bg-brand-soft p-3.5", row.changed && "animate-glow")}
    >
      <p className="font-bold text-[12px] text-brand uppercase tracking-wide">{t("next")}</p>
      <div className="mt-1.5 mb-3 flex items-center gap-3">
        <Avatar name={row.caddie.name} of={row.caddie.id} tone="brand" size="large" />
        <div className="min-w-0 flex-1">
          <p className="numeral truncate font-semibold text-[21px] leading-6">{row.caddie.name}</p>
          <p className="flex gap-2 text-[13px] text-muted">
            {row.caddie.calledAt ? (
              <CalledMark calledAt={row.caddie.calledAt} now={now} />
            ) : (
              <span className="truncate">
                {texts.waits(row.caddie)} · {t("byOrder")}
              </span>
            )}
            <RowMarks row={row} />
          </p>
        </div>
        <HolesButton listNumber={row.caddie.listNumber} />
      </div>
      <SendButtons row={row} {...rest} large={false} />
    </div>
  );
}

/** Who goes out next, always under the thumb on a phone. */
export function ThumbBar({ row, now, ...rest }: NextProps) {
  const t = useTranslations("board");
  const texts = useCaddieTexts(now);
  return (
    <div data-row={row.caddie.id} className="border-line border-t bg-surface px-4 py-3 md:px-6 lg:hidden">
      <div className="mb-2.5 flex items-center gap-3">
        <Avatar name={row.caddie.name} of={row.caddie.id} tone="brand" size="large" />
        <div className="min-w-0 flex-1">
          <p className="flex gap-2 font-bold text-[12px] text-brand uppercase tracking-wide">{t("next")}</p>
          <p className="numeral truncate font-semibold text-[20px] leading-6">{row.caddie.name}</p>
        </div>
        <div className="text-right text-[13px] text-muted">
          {row.caddie.calledAt ? (
            <CalledMark calledAt={row.caddie.calledAt} now={now} />
          ) : (
            <p>{texts.waitOnly(row.caddie)}</p>
          )}
          <RowMarks row={row} />
        </div>
        <HolesButton listNumber={row.caddie.listNumber} />
      </div>
      <SendButtons row={row} {...rest} large />
    </div>
  );
}
