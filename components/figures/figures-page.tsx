"use client";
import { Download, Inbox, Printer } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useFigures } from "@/hooks/use-figures";
import { useSession } from "@/hooks/use-session";
import { useListName } from "../caddies/use-list-name";
import { HistoryFrame } from "../history/history-frame";
import { HistoryFailed, RowsComing } from "../history/query-states";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Corrections } from "./corrections";
import { csvOf } from "./csv";
import { FiguresFilters } from "./figures-filters";
import { columnsOf, FiguresTable, totalsOf } from "./figures-table";
import { useRange } from "./use-range";

/** `/historial`: who worked how much. The master sees all, a caddie the very same figures of his own. */
export function FiguresPage() {
  const t = useTranslations("history");
  const { user, club } = useSession();
  const locale = useLocale();
  const listName = useListName();
  const range = useRange("week");
  const [list, setList] = useState<number | null>(null);
  const { from, to } = range;
  const isAdmin = user.role === "ADMIN";
  const query = useFigures({ from, to, list: isAdmin ? list : null });
  const figures = query.data?.data ?? [];
  const columns = columnsOf(figures);

  function download() {
    const head = [
      t("caddie"),
      t("list"),
      ...columns.map(({ key, unit }) => `${t(key)}${unit ? ` (${unit})` : ""}`),
    ];
    const rows = [...figures, totalsOf(figures, t("total"))].map((row) => [
      row.name,
      row.listNumber === 0 ? "" : listName(row.listNumber),
      ...columns.map(({ key }) => row[key]),
    ]);
    const file = new Blob([csvOf([head, ...rows], locale === "es" ? ";" : ",")], {
      type: "text/csv;charset=utf-8",
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${t("fileName")}-${from}-${to}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  return (
    <HistoryFrame>
      <FiguresFilters
        range={range}
        lists={isAdmin ? club.lists.map(({ number }) => number) : []}
        list={list}
        onList={setList}
      >
        <div className="col-span-2 flex gap-2 md:col-span-1">
          <Button size="medium" className="flex-1" onClick={download} disabled={figures.length === 0}>
            <Download size={18} aria-hidden="true" />
            {t("csv")}
          </Button>
          <Button size="medium" className="flex-1" onClick={() => window.print()}>
            <Printer size={18} aria-hidden="true" />
            {t("print")}
          </Button>
        </div>
      </FiguresFilters>
      <p className="hidden pb-3 text-[13px] print:block">{t("printed", { club: club.name, from, to })}</p>
      {query.isError ? (
        <HistoryFailed onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <RowsComing />
      ) : figures.length === 0 ? (
        <Notice icon={Inbox} title={t("none")} help={t("noneHelp")} roomy />
      ) : (
        <>
          <FiguresTable figures={figures} columns={columns} />
          <p className="mt-2 px-1 text-[13px] text-muted">{t("howCounted")}</p>
          <Corrections corrections={query.data.corrections} />
        </>
      )}
    </HistoryFrame>
  );
}
