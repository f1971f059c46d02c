"use client";
import { useTranslations } from "next-intl";
import { useRulesPreview } from "@/hooks/use-rules-preview";
import type { RulesPreview } from "@/lib/rules/contract";
import type { Rules } from "@/lib/rules/vocabulary";
import type { ListView } from "../caddies/board-view";
import { Card } from "../ui/card";
import { Spinner } from "../ui/spinner";

/** Rules from which places follow; the others move nobody. */
const PLACING: readonly (keyof Rules)[] = [
  "orderMode",
  "returnTo",
  "lateTo",
  "absentTo",
  "noShowTo",
  "skipTo",
  "callAt",
];
/** More names say nothing more. */
const SHOWN = 6;

/** What today would look like, had the rules on the screen held since the morning. */
export function RulesEffect({ list, changes }: { list: ListView; changes: Partial<Rules> }) {
  const t = useTranslations("listRules");
  const placing = Object.fromEntries(
    Object.entries(changes).filter(([field]) => PLACING.includes(field as keyof Rules)),
  );
  const asked = Object.keys(placing).length > 0;
  const { data, isError } = useRulesPreview(list.number, placing);
  return (
    <Card title={t("effect")}>
      <div role="status" className="text-[14.5px]">
        {!asked ? (
          <p className="text-muted">{t("effectHelp")}</p>
        ) : isError ? (
          <p className="text-danger">{t("effectFailed")}</p>
        ) : data ? (
          <>
            {changes.orderMode ? <p className="mb-2">{t(ordersByName(changes.orderMode))}</p> : null}
            <Effect preview={data} />
          </>
        ) : (
          <Spinner />
        )}
      </div>
    </Card>
  );
}

const ordersByName = (mode: Rules["orderMode"]) =>
  mode === "ascending" || mode === "descending" ? "effectNextClose" : "effectNoOrder";

function Effect({ preview: { moves, moved } }: { preview: RulesPreview }) {
  const t = useTranslations("listRules");
  if (moved.length === 0) return <p>{t(moves === 0 ? "effectNoMoves" : "effectNone")}</p>;
  const place = (n: number | null) => (n === null ? t("noPlace") : t("place", { n }));
  return (
    <>
      <p className="mb-2 font-semibold">{t("effectSome", { n: moved.length })}</p>
      <ul className="divide-y divide-line">
        {moved.slice(0, SHOWN).map(({ caddieId, name, from, to }) => (
          <li key={caddieId} className="flex items-baseline justify-between gap-3 py-1.5">
            <span className="min-w-0 truncate">{name}</span>
            <span className="numeral shrink-0 font-semibold">
              {t("fromTo", { from: place(from), to: place(to) })}
            </span>
          </li>
        ))}
      </ul>
      {moved.length > SHOWN ? (
        <p className="mt-1 text-[13px] text-muted">{t("effectMore", { n: moved.length - SHOWN })}</p>
      ) : null}
    </>
  );
}
