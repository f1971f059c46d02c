"use client";
import { useTranslations } from "next-intl";
import { useAbsences } from "@/hooks/use-absences";

/** Beyond that nobody counts. */
const SHOWN_MOST = 99;

/** How many permissions nobody has answered yet, over the picture of the entry; nothing where there are none. */
export function RequestsBadge() {
  const t = useTranslations("absences");
  const { data = [] } = useAbsences();
  const open = data.filter(({ state }) => state === "requested").length;
  if (open === 0) return null;
  return (
    <span
      data-requests={open}
      className="numeral absolute -top-1.5 left-3 flex h-5 min-w-5 items-center justify-center rounded-full bg-danger px-1 font-bold text-[12px] text-surface"
    >
      <span aria-hidden="true">{open > SHOWN_MOST ? `${SHOWN_MOST}+` : open}</span>
      <span className="sr-only">{t("unanswered", { n: open })}</span>
    </span>
  );
}
