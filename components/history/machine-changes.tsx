"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { PastChange } from "@/lib/history/contract";
import { CLOCK } from "@/lib/i18n/times";
import { useMoveSentence } from "../caddies/history";
import { useListName } from "../caddies/use-list-name";

const TO_THE_SECOND = { ...CLOCK, second: "2-digit" } as const;

/** What was done around a moment: whom it concerned, who did it, by which rule and why. A line leads to its moment. */
export function MachineChanges({
  title,
  changes,
  none,
  onPick,
}: {
  title: string;
  changes: readonly PastChange[];
  none: string;
  onPick: (change: PastChange) => void;
}) {
  return (
    <section aria-label={title} className="rounded-card border border-line bg-surface">
      <h2 className="px-4 pt-3.5 pb-2 font-semibold text-[17px]">{title}</h2>
      {changes.length === 0 ? (
        <p className="px-4 pb-4 text-[14px] text-muted">{none}</p>
      ) : (
        <ol>
          {changes.map((change) => (
            <ChangeLine key={change.id} change={change} onPick={() => onPick(change)} />
          ))}
        </ol>
      )}
    </section>
  );
}

function ChangeLine({ change, onPick }: { change: PastChange; onPick: () => void }) {
  const rules = useTranslations("rules");
  const t = useTranslations("moves");
  const format = useFormatter();
  const listName = useListName();
  const { kind, from, to, position, at, rule, reason, by } = change;
  const { name, listNumber, status } = to;
  const sentence = useMoveSentence(
    { kind, from: { ...from }, to: { name, listNumber, status, position } },
    listName,
  );
  return (
    <li className="border-line border-t">
      <button
        type="button"
        onClick={onPick}
        className="flex w-full gap-3 px-4 py-2.5 text-left hover:bg-sunken"
      >
        <span className="numeral w-18 shrink-0 font-semibold text-[15px]">
          {format.dateTime(new Date(at), TO_THE_SECOND)}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{name}</span>
          <span className="block text-[14px]">{sentence}</span>
          {rule ? <span className="block text-[13px]">{rules(rule)}</span> : null}
          {reason ? <span className="block text-[13px]">{t("reason", { reason })}</span> : null}
          <span className="block text-[13px] text-muted">{t("by", { name: by.name })}</span>
        </span>
      </button>
    </li>
  );
}
