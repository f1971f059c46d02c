"use client";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { LIST_NAME_LENGTH, MAX_LISTS } from "@/lib/organizations/vocabulary";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";

export interface ListRow {
  key: string;
  /** null: a new one, which gets its number when it is saved. */
  number: number | null;
  /** null: what a list is called before it is named. */
  name: string | null;
  error?: string | null;
  /** Why it cannot be removed. */
  kept?: string | null;
}

/** The rotation lists of a club: their names, one more, one less. */
export function ListNames({
  rows,
  onRename,
  onRemove,
  onAdd,
}: {
  rows: readonly ListRow[];
  onRename: (key: string, name: string) => void;
  onRemove: (key: string) => void;
  onAdd: () => void;
}) {
  const t = useTranslations("club");
  const board = useTranslations("board");
  const container = useRef<HTMLUListElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    [...(container.current?.querySelectorAll("input") ?? [])].at(-1)?.select();
  });

  return (
    <fieldset>
      <legend className="font-semibold text-[14px]">{t("lists")}</legend>
      <p className="mb-2 text-[13px] text-muted">{t("listsHelp")}</p>
      <ul ref={container} className="flex flex-col gap-2">
        {rows.map(({ key, number, name, error, kept }, index) => {
          const shown = name ?? board("list", { n: number ?? index + 1 });
          return (
            <li key={key} className="flex items-start gap-2">
              <span
                aria-hidden="true"
                className="numeral w-6 pt-3 text-center font-semibold text-[18px] text-muted"
              >
                {number ?? "·"}
              </span>
              <div className="min-w-0 flex-1">
                <TextField
                  label={t("listName", { n: index + 1 })}
                  hideLabel
                  value={shown}
                  maxLength={LIST_NAME_LENGTH}
                  autoComplete="off"
                  onChange={(event) => onRename(key, event.target.value)}
                  error={error}
                  help={kept ?? undefined}
                />
              </div>
              <Button
                kind="quiet"
                size="icon"
                className="mt-0.5"
                aria-label={t("removeList", { list: shown })}
                disabled={Boolean(kept) || rows.length === 1}
                onClick={() => onRemove(key)}
              >
                <Trash2 size={19} aria-hidden="true" />
              </Button>
            </li>
          );
        })}
      </ul>
      {rows.length < MAX_LISTS ? (
        <Button
          kind="quiet"
          className="mt-1 text-brand!"
          onClick={() => {
            added.current = true;
            onAdd();
          }}
        >
          <Plus size={18} aria-hidden="true" />
          {t("addList")}
        </Button>
      ) : null}
    </fieldset>
  );
}
