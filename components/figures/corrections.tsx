"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { Correction } from "@/lib/figures/contract";
import { CLOCK } from "@/lib/i18n/times";

const WHEN = { weekday: "short", day: "numeric", month: "short", ...CLOCK } as const;

/** What was corrected or taken back in these days: by whom, and when. */
export function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  const t = useTranslations("history");
  const moves = useTranslations("moves");
  const format = useFormatter();
  if (corrections.length === 0) return null;
  return (
    <details className="mt-4 rounded-card border border-line bg-surface print:hidden">
      <summary className="flex min-h-12 cursor-pointer items-center px-4 font-semibold">
        {t("corrections", { n: corrections.length })}
      </summary>
      <ol className="border-line border-t">
        {corrections.map(({ id, name, kind, at, by }) => (
          <li key={id} className="border-line border-t px-4 py-3 first:border-t-0">
            <p>
              <span className="font-semibold">{name}</span>
              {` · ${moves(kind === "undone" ? "undone" : "turn")}`}
            </p>
            <p className="text-[13px] text-muted first-letter:uppercase">
              {`${format.dateTime(new Date(at), WHEN)} · ${by.name}`}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
