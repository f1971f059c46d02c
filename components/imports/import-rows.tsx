"use client";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { GoodRow } from "@/lib/imports/policy";
import { useListName } from "../caddies/use-list-name";
import { Button } from "../ui/button";
import { type BadRow, useImportTexts } from "./use-import-texts";

/** Rows that are shown before the rest is asked for. */
const FIRST = 12;

/** What is wrong, row by row: the row's number, what it says, and what to mend. */
export function BadRows({ rows, tools }: { rows: readonly BadRow[]; tools: ReactNode }) {
  const t = useTranslations("imports");
  const { faultText } = useImportTexts();
  return (
    <Rows
      title={t("badTitle", { n: rows.length })}
      tools={tools}
      items={rows.map(({ given, faults }) => (
        <li
          key={given.row}
          className="flex items-start gap-3 border-line border-t px-4 py-2.5 first:border-t-0"
        >
          <CircleAlert size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-danger" />
          <div className="min-w-0">
            <p className="break-words font-semibold">
              {faults.map((fault) => (
                <span key={fault.column} className="block">
                  {t("rowFault", { row: given.row, fault: faultText(fault, given) })}
                </span>
              ))}
            </p>
            <p className="truncate text-[13px] text-muted">
              {[given.name, given.phoneNumber, given.list].filter((text) => text !== "").join(" · ")}
            </p>
          </div>
        </li>
      ))}
    />
  );
}

/** Who comes onto the board. */
export function GoodRows({ rows }: { rows: readonly GoodRow[] }) {
  const t = useTranslations("imports");
  const listName = useListName();
  return (
    <Rows
      title={t("goodTitle", { n: rows.length })}
      items={rows.map(({ row, name, phoneNumber, listNumber }) => (
        <li
          key={row}
          className="flex min-h-11 items-center gap-3 border-line border-t px-4 py-1.5 first:border-t-0"
        >
          <CircleCheck size={18} aria-hidden="true" className="shrink-0 text-free" />
          <span className="min-w-0 flex-1 truncate font-semibold">{name}</span>
          <span className="shrink-0 text-[13px] text-muted max-sm:hidden">{phoneNumber ?? t("noPhone")}</span>
          <span className="w-24 shrink-0 truncate text-right text-[13.5px]">{listName(listNumber)}</span>
        </li>
      ))}
    />
  );
}

function Rows({ title, tools, items }: { title: string; tools?: ReactNode; items: ReactNode[] }) {
  const t = useTranslations("imports");
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-[16px]">{title}</h2>
        {tools}
      </div>
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {all ? items : items.slice(0, FIRST)}
      </ul>
      {items.length > FIRST ? (
        <Button kind="quiet" className="mt-1 text-brand!" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? "showLess" : "showAll", { n: items.length })}
        </Button>
      ) : null}
    </section>
  );
}
