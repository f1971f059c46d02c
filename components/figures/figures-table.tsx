"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { Figures } from "@/lib/figures/contract";
import { useListName } from "../caddies/use-list-name";
import { PageLink } from "../shell/page-link";
import { useHours } from "./use-hours";

type Counted = Exclude<keyof Figures, "caddieId" | "name" | "listNumber" | "removed">;
export interface Column {
  key: Counted;
  /** Minutes are shown as hours, and exported as what they are. */
  unit?: "min";
}

const ALWAYS: Column[] = [
  { key: "turns" },
  { key: "turns9" },
  { key: "turns18" },
  { key: "minutesOut", unit: "min" },
  { key: "minutesWaited", unit: "min" },
  { key: "absent" },
  { key: "skips" },
  { key: "noShows" },
];
/** Shown where somebody has some: a club that keeps no roll has no late ones, and a column of zeros would say it has. */
const SOMETIMES: Column[] = [{ key: "requested" }, { key: "late" }, { key: "forgotten" }];

export const columnsOf = (figures: readonly Figures[]): Column[] => [
  ...ALWAYS,
  ...SOMETIMES.filter(({ key }) => figures.some((row) => row[key] > 0)),
];

/** All rows together; list 0: of none. */
export function totalsOf(figures: readonly Figures[], name: string): Figures {
  const sum = (key: Counted) => figures.reduce((total, row) => total + row[key], 0);
  const all = Object.fromEntries([...ALWAYS, ...SOMETIMES].map(({ key }) => [key, sum(key)]));
  return { ...(all as Record<Counted, number>), caddieId: "", name, listNumber: 0, removed: false };
}

function useValue() {
  const hours = useHours();
  const format = useFormatter();
  return (row: Figures, { key, unit }: Column) => (unit ? hours(row[key]) : format.number(row[key]));
}

/** Who did how much: a table where there is room, a card for each where there is none. */
export function FiguresTable({
  figures,
  columns,
}: {
  figures: readonly Figures[];
  columns: readonly Column[];
}) {
  const t = useTranslations("history");
  const value = useValue();
  const totals = figures.length > 1 ? totalsOf(figures, t("totalOf", { n: figures.length })) : null;
  return (
    <>
      <div className="overflow-x-auto rounded-card border border-line bg-surface max-md:hidden print:block!">
        <table className="w-full border-collapse text-[14px]">
          <caption className="sr-only">{t("figures")}</caption>
          <thead>
            <tr className="border-line border-b text-muted">
              <th scope="col" className="px-4 py-3 text-left font-semibold">
                {t("caddie")}
              </th>
              {columns.map(({ key }) => (
                <th key={key} scope="col" className="px-3 py-3 text-right font-semibold">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map((row) => (
              <tr key={row.caddieId} className="border-line border-t first:border-t-0">
                <th scope="row" className="px-4 py-0.5 text-left font-semibold">
                  <Who row={row} />
                </th>
                {columns.map((column) => (
                  <td
                    key={column.key}
                    className="numeral whitespace-nowrap px-3 py-0.5 text-right text-[15px]"
                  >
                    {value(row, column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {totals ? (
            <tfoot>
              <tr className="border-line border-t-2 bg-sunken font-semibold">
                <th scope="row" className="px-4 py-3 text-left">
                  {totals.name}
                </th>
                {columns.map((column) => (
                  <td key={column.key} className="numeral whitespace-nowrap px-3 py-3 text-right text-[15px]">
                    {value(totals, column)}
                  </td>
                ))}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      <ul className="flex flex-col gap-2 md:hidden print:hidden">
        {(totals ? [totals, ...figures] : figures).map((row) => (
          <li
            key={row.caddieId}
            className={`rounded-card border border-line p-4 ${row.caddieId === "" ? "bg-sunken" : "bg-surface"}`}
          >
            <div className={row.caddieId === "" ? "font-semibold" : "-mt-2.5 font-semibold"}>
              {row.caddieId === "" ? row.name : <Who row={row} />}
            </div>
            <dl className="mt-2 grid grid-cols-3 gap-x-3 gap-y-2">
              {columns.map((column) => (
                <div key={column.key}>
                  <dt className="text-[12.5px] text-muted">{t(column.key)}</dt>
                  <dd className="numeral font-semibold text-[17px]">{value(row, column)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function Who({ row }: { row: Figures }) {
  const t = useTranslations("history");
  const listName = useListName();
  return (
    <>
      {row.removed ? (
        row.name
      ) : (
        <PageLink
          href={`/caddies/${row.caddieId}`}
          className="inline-flex min-h-11 items-center underline-offset-4 hover:underline"
        >
          {row.name}
        </PageLink>
      )}
      <span className="ml-2 font-normal text-[13px] text-muted">
        {row.removed ? t("removed") : listName(row.listNumber)}
      </span>
    </>
  );
}
