"use client";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { spanText } from "@/lib/i18n/span-texts";
import { waitingSpan } from "@/lib/i18n/times";

/** Felt in a pocket; a phone that cannot, does not. */
const BUZZ_MS = [300, 150, 300, 150, 600];

/** His own card while he is called: said aloud at once, felt, and seen from afar. */
export function CalledCard({
  firstName,
  calledAt,
  now,
}: {
  firstName: string;
  calledAt: string;
  now: number;
}) {
  const t = useTranslations("card");
  const time = useTranslations("time");
  useEffect(() => {
    // A browser refuses it to a page that nobody has touched yet, and complains of whoever asks.
    if (calledAt && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(BUZZ_MS);
  }, [calledAt]);
  const span = waitingSpan(now - Date.parse(calledAt));
  return (
    <section className="rounded-card bg-flag p-5 text-flag-ink">
      <p className="font-medium text-[15px]">{t("hello", { name: firstName })}</p>
      <div role="alert" className="mt-2 flex items-center gap-4">
        <Megaphone size={44} aria-hidden="true" className="shrink-0" />
        <div>
          <p className="numeral font-bold text-[30px] leading-8">{t("called")}</p>
          <p className="mt-1 font-medium text-[15px]">{t("calledHelp")}</p>
        </div>
      </div>
      <p className="mt-3 text-[13.5px]">
        {span.unit === "now" ? t("calledNow") : t("calledAgo", { time: spanText(time, span) })}
      </p>
    </section>
  );
}
