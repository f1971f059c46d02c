"use client";
import { useLocale, useTranslations } from "next-intl";
import { NAME_LENGTH } from "@/lib/caddies/vocabulary";
import { csvOf, type ImportRow, type RowFault } from "@/lib/imports/policy";
import { SEPARATORS } from "@/lib/imports/vocabulary";
import { useListName } from "../caddies/use-list-name";

/** What is wrong with rows, in words and as a file to mend. */
export function useImportTexts() {
  const t = useTranslations("imports");
  const listName = useListName();
  const separator = SEPARATORS[useLocale() === "en" ? "en" : "es"];
  const { name, phoneNumber, list } = {
    name: t("columns.name"),
    phoneNumber: t("columns.phoneNumber"),
    list: t("columns.list"),
  };

  /** "el teléfono no es válido" */
  const faultText = ({ fault, column, of = 0 }: RowFault, given: ImportRow): string =>
    t(`faults.${fault}`, {
      value: given[column],
      row: of,
      list: fault === "onBoard" ? listName(of) : "",
      n: NAME_LENGTH,
    });

  /** The rows as they were, each with what is wrong. */
  const toMend = (bad: readonly BadRow[]) =>
    csvOf(
      [
        [name, phoneNumber, list, t("columns.problem")],
        ...bad.map(({ given, faults }) => [
          given.name,
          given.phoneNumber,
          given.list,
          faults.map((fault) => faultText(fault, given)).join("; "),
        ]),
      ],
      separator,
    );

  const example = () =>
    csvOf(
      [
        [name, phoneNumber, list],
        ["Alejandro Ríos", "300 123 4567", listName(1)],
      ],
      separator,
    );
  return { faultText, toMend, example };
}

/** A row that was left out, and all that is wrong with it. */
export interface BadRow {
  given: ImportRow;
  faults: RowFault[];
}

export function badRows(rows: readonly ImportRow[], bad: readonly RowFault[]): BadRow[] {
  return rows.flatMap((given) => {
    const faults = bad.filter(({ row }) => row === given.row);
    return faults.length > 0 ? [{ given, faults }] : [];
  });
}
