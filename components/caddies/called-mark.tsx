"use client";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { spanText } from "@/lib/i18n/span-texts";
import { waitingSpan } from "@/lib/i18n/times";

/** "Llamado · hace 2 min". `now` in ms since 1970. */
export function CalledMark({ calledAt, now }: { calledAt: string; now: number }) {
  const t = useTranslations("board");
  const time = useTranslations("time");
  const span = waitingSpan(now - Date.parse(calledAt));
  const age = spanText(time, span);
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap rounded-full bg-flag px-2 font-semibold text-[12.5px] text-flag-ink leading-5">
      <Megaphone size={13} aria-hidden="true" />
      {span.unit === "now" ? t("calledNow") : t("called", { age: time("ago", { age }) })}
    </span>
  );
}
