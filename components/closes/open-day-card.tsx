"use client";
import { CalendarCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCloseDay } from "@/hooks/use-closes";
import type { OpenDay } from "@/lib/closes/contract";
import { Button } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { useDayTexts } from "./use-day-texts";

/** The day under way, and the button that ends it before its hour. */
export function OpenDayCard({ open }: { open: OpenDay }) {
  const t = useTranslations("closes");
  const texts = useDayTexts();
  const closeDay = useCloseDay();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<"faster" | "unreachable" | null>(null);

  async function close() {
    setBusy(true);
    const problem = await closeDay(open.day);
    setBusy(false);
    setTrouble(problem === null ? null : problem.status === 409 ? "faster" : "unreachable");
  }

  return (
    <section aria-label={t("open")} className="rounded-card border border-line bg-surface p-5">
      <p className="text-[13px] text-muted">{t("open")}</p>
      <h2 className="numeral font-bold text-[21px] leading-7 first-letter:uppercase">
        {texts.day(open.day)}
      </h2>
      <p className="mt-1 text-[14.5px]">{t("closesAt", { time: texts.moment(open.closesAt) })}</p>
      <p className="text-[14.5px]">{t("out", { n: open.out })}</p>
      <Button kind="main" size="medium" className="mt-4 w-full" disabled={busy} onClick={close}>
        {busy ? <Spinner /> : <CalendarCheck size={18} aria-hidden="true" />}
        {t("closeNow")}
      </Button>
      <p className="mt-2 text-[13px] text-muted">{t("closeNowHelp")}</p>
      <p role="alert" className="mt-2 font-medium text-[14px] text-danger empty:hidden">
        {trouble ? t(trouble) : ""}
      </p>
    </section>
  );
}
