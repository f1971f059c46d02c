"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { addDays } from "@/lib/i18n/days";
import { useListName } from "../caddies/use-list-name";
import { Button } from "../ui/button";
import { SelectField, TextField } from "../ui/field";

/** Which list, and which day of it. */
export function MachineChoice({
  lists,
  list,
  onList,
  day,
  today,
  onDay,
}: {
  lists: readonly number[];
  list: number;
  onList: (list: number) => void;
  day: string;
  today: string;
  onDay: (day: string) => void;
}) {
  const t = useTranslations("history");
  const listName = useListName();
  return (
    <section aria-label={t("filters")} className="mb-3 flex items-end gap-3 max-sm:gap-2">
      {lists.length > 1 ? (
        <div className="min-w-20 flex-1 sm:max-w-52">
          <SelectField
            label={t("list")}
            value={list}
            onChange={(event) => onList(Number(event.target.value))}
          >
            {lists.map((number) => (
              <option key={number} value={number}>
                {listName(number)}
              </option>
            ))}
          </SelectField>
        </div>
      ) : null}
      <div className="flex min-w-0 items-end gap-1 max-sm:shrink-0">
        <Button
          size="icon"
          className="h-12! w-11!"
          aria-label={t("dayBefore")}
          onClick={() => onDay(addDays(day, -1))}
        >
          <ChevronLeft size={20} aria-hidden="true" />
        </Button>
        <div className="w-39 min-w-0">
          <TextField
            type="date"
            label={t("day")}
            value={day}
            max={today}
            onChange={(event) => {
              if (event.target.value !== "") onDay(event.target.value);
            }}
          />
        </div>
        <Button
          size="icon"
          className="h-12! w-11!"
          aria-label={t("dayAfter")}
          disabled={day >= today}
          onClick={() => onDay(addDays(day, 1))}
        >
          <ChevronRight size={20} aria-hidden="true" />
        </Button>
      </div>
    </section>
  );
}
