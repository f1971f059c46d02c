"use client";
import { Dices } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useDraws } from "@/hooks/use-draws";
import { useNow } from "@/hooks/use-now";
import { localTime } from "@/lib/i18n/times";
import { PageLink } from "../shell/page-link";

/** Of a list whose order is drawn each day: that today's draw is neither made nor promised yet. Nothing once it is. */
export function DrawDue({ listNumber }: { listNumber: number }) {
  const t = useTranslations("draws");
  const timeZone = useTimeZone() ?? "UTC";
  const today = localTime(useNow(60_000), timeZone).day;
  const { data } = useDraws(listNumber);
  const draws = data?.pages.flatMap((page) => page.data);
  const stands = draws?.some(
    ({ state, day }) => day === today && (state === "committed" || state === "revealed"),
  );
  if (stands !== false) return null;
  return (
    <p className="mx-4 mb-2 flex flex-wrap items-center gap-x-3 rounded-control bg-called-soft px-3 text-[14px] max-lg:mx-0">
      <Dices size={18} aria-hidden="true" className="shrink-0 text-called" />
      <span className="font-semibold">{t("due")}</span>
      <PageLink
        href={`/sorteo?lista=${listNumber}`}
        className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
      >
        {t("toDraw")}
      </PageLink>
    </p>
  );
}
