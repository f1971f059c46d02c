"use client";
import { CalendarCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCloses } from "@/hooks/use-closes";
import { HistoryFrame } from "../history/history-frame";
import { HistoryFailed, RowsComing } from "../history/query-states";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { CloseHour } from "./close-hour";
import { CloseReport } from "./close-report";
import { OpenDayCard } from "./open-day-card";

/** `/cierre`: the day under way, when it closes, and what each close found. */
export function ClosesPage() {
  const t = useTranslations("closes");
  const query = useCloses();
  const closes = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const open = query.data?.pages[0]?.open;
  return (
    <HistoryFrame>
      {query.isError ? (
        <HistoryFailed onRetry={() => void query.refetch()} />
      ) : !open ? (
        <RowsComing />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[2fr_3fr]">
          <div className="flex flex-col gap-4">
            <OpenDayCard open={open} />
            <CloseHour />
          </div>
          <section aria-label={t("closed")} className="flex flex-col gap-3">
            <h2 className="px-1 font-semibold text-[17px]">{t("closed")}</h2>
            {closes.length === 0 ? (
              <div className="rounded-card border border-line bg-surface">
                <Notice icon={CalendarCheck} title={t("none")} help={t("noneHelp")} />
              </div>
            ) : (
              closes.map((close, i) => <CloseReport key={close.id} close={close} isLatest={i === 0} />)
            )}
            {query.hasNextPage ? (
              <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t("more")}
              </Button>
            ) : null}
          </section>
        </div>
      )}
    </HistoryFrame>
  );
}
