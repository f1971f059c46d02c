"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useListName } from "../caddies/use-list-name";
import { Choice } from "../ui/choice";
import { SelectField, TextField } from "../ui/field";
import { PRESETS, type useRange } from "./use-range";

/** Which days, and which list. `lists`: those that the viewer may choose from; none of them hides the choice. */
export function FiguresFilters({
  range,
  lists,
  list,
  onList,
  all = true,
  children,
}: {
  range: ReturnType<typeof useRange>;
  lists: readonly number[];
  list: number | null;
  onList: (list: number | null) => void;
  /** Set where all lists can be taken together. */
  all?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("history");
  const listName = useListName();
  return (
    <section
      aria-label={t("filters")}
      className="mb-4 flex flex-col gap-3 rounded-card border border-line bg-surface p-4 print:hidden"
    >
      <Choice
        label={t("range")}
        value={range.preset ?? "none"}
        options={PRESETS.map((value) => ({ value, label: t(value) }))}
        onChange={(value) => {
          if (value !== "none") range.choose(value);
        }}
      />
      <div className="grid grid-cols-2 items-end gap-3 md:grid-cols-4">
        <TextField
          type="date"
          label={t("from")}
          value={range.from}
          max={range.today}
          onChange={(event) => range.setDay("from", event.target.value)}
        />
        <TextField
          type="date"
          label={t("to")}
          value={range.to}
          max={range.today}
          onChange={(event) => range.setDay("to", event.target.value)}
        />
        {lists.length > 1 ? (
          <SelectField
            label={t("list")}
            value={list ?? ""}
            onChange={(event) => onList(event.target.value === "" ? null : Number(event.target.value))}
          >
            {all ? <option value="">{t("allLists")}</option> : null}
            {lists.map((number) => (
              <option key={number} value={number}>
                {listName(number)}
              </option>
            ))}
          </SelectField>
        ) : null}
        {children}
      </div>
    </section>
  );
}
