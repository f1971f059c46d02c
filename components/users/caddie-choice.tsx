"use client";
import { useTranslations } from "next-intl";
import type { NamedCaddie } from "@/lib/caddies/contract";
import { useListName } from "../caddies/use-list-name";

/** Any of many: each line a check box, and one above them for all that are in sight. */
export function CaddieChoice({
  caddies,
  chosen,
  onChange,
}: {
  caddies: readonly NamedCaddie[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const t = useTranslations("inviteMany");
  const listName = useListName();
  const inSight = caddies.map(({ id }) => id);
  const others = chosen.filter((id) => !inSight.includes(id));
  const all = inSight.length > 0 && inSight.every((id) => chosen.includes(id));
  const line =
    "flex min-h-12 cursor-pointer items-center gap-3 px-4 has-focus-visible:bg-brand-soft hover:bg-ink/4";
  const box = "size-5 shrink-0 accent-brand";
  return (
    <fieldset className="min-w-0 overflow-hidden rounded-card border border-line bg-surface">
      <legend className="sr-only">{t("choose")}</legend>
      <label className={`${line} border-line border-b font-semibold`}>
        <input
          type="checkbox"
          className={box}
          checked={all}
          onChange={() => onChange(all ? others : [...others, ...inSight])}
        />
        <span className="flex-1">{t("all", { n: inSight.length })}</span>
        <span role="status" className="font-normal text-[13.5px] text-muted">
          {t("chosen", { n: chosen.length })}
        </span>
      </label>
      {caddies.map(({ id, name, listNumber }) => (
        <label key={id} className={`${line} border-line border-t first-of-type:border-t-0`}>
          <input
            type="checkbox"
            className={box}
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span className="text-[13.5px] text-muted">{listName(listNumber)}</span>
        </label>
      ))}
    </fieldset>
  );
}
