"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSession } from "@/hooks/use-session";
import type { GoodRow } from "@/lib/imports/policy";
import { useListName } from "../caddies/use-list-name";
import { SelectField } from "../ui/field";
import { MultiChoice } from "../ui/multi-choice";
import { BadRows, GoodRows } from "./import-rows";
import type { Source } from "./read-file";
import type { BadRow } from "./use-import-texts";

/** What would happen, before it does: who comes in, who does not and why. */
export function ImportPreview({
  source,
  good,
  bad,
  mend,
  list,
  onList,
  allowRepeated,
  onAllowRepeated,
  trouble,
}: {
  source: Extract<Source, { kind: "table" }>;
  good: readonly GoodRow[];
  bad: readonly BadRow[];
  mend: (bad: readonly BadRow[]) => ReactNode;
  /** Number of the list for rows that name none. */
  list: string;
  onList: (list: string) => void;
  allowRepeated: boolean;
  onAllowRepeated: (allow: boolean) => void;
  trouble: string | null;
}) {
  const t = useTranslations("imports");
  const listName = useListName();
  const { lists } = useSession().club;
  const { table, name } = source;
  const namesNoList = table.rows.some((row) => row.list === "");
  const repeats = bad.some(({ faults }) =>
    faults.some(({ fault }) => fault === "repeated" || fault === "onBoard"),
  );
  return (
    <div className="flex flex-col gap-5">
      <div role="status" className="rounded-card border border-line bg-surface p-5">
        <p className="numeral font-bold text-[22px] leading-7">{t("ready", { n: good.length })}</p>
        <p className="text-[14px] text-muted">
          {bad.length > 0 ? t("leftOut", { n: bad.length }) : t("allRight")}
          {name ? ` · ${name}` : ""}
        </p>
        {table.ignored.length > 0 ? (
          <p className="mt-1 text-[13px] text-muted">{t("ignored", { columns: table.ignored.join(", ") })}</p>
        ) : null}
      </div>
      <div role="alert" className="empty:hidden">
        {trouble ? (
          <p className="rounded-control bg-danger-soft px-3.5 py-2.5 font-medium text-[14px] text-danger">
            {trouble}
          </p>
        ) : null}
      </div>
      {namesNoList || repeats || allowRepeated ? (
        <div className="grid items-start gap-4 rounded-card border border-line bg-surface p-5 sm:grid-cols-2">
          {namesNoList ? (
            <SelectField
              label={t("listFor")}
              help={t("listForHelp")}
              value={list}
              onChange={(event) => onList(event.target.value)}
            >
              <option value="">{t("chooseList")}</option>
              {lists.map(({ number }) => (
                <option key={number} value={number}>
                  {listName(number)}
                </option>
              ))}
            </SelectField>
          ) : null}
          {repeats || allowRepeated ? (
            <MultiChoice
              label={t("repeatedTitle")}
              help={t("repeatedHelp")}
              values={allowRepeated ? ["all"] : []}
              options={[{ value: "all", label: t("allowRepeated") }]}
              onChange={(values) => onAllowRepeated(values.length > 0)}
            />
          ) : null}
        </div>
      ) : null}
      <BadRows rows={bad} tools={mend(bad)} />
      <GoodRows rows={good} />
    </div>
  );
}
