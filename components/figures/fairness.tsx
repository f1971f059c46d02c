"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { Share } from "@/lib/figures/contract";
import { type Evenness, evennessOf } from "@/lib/figures/policy";
import { Choice } from "../ui/choice";
import { latePart } from "../ui/late-part";
import { Bone } from "../ui/skeleton";
import type { SharesChartProps } from "./shares-chart";
import { useHours } from "./use-hours";

// The drawing library weighs more than the page: it comes after it.
const { Late: SharesChart } = latePart<SharesChartProps>(
  () => import("./shares-chart").then((m) => m.SharesChart),
  ChartOffline,
  () => <Bone className="h-full" />,
);

function ChartOffline() {
  const t = useTranslations("system");
  return <p className="py-8 text-center text-muted">{t("chartOffline")}</p>;
}

const MEASURES = ["turns", "minutesWaited"] as const;
type Measure = (typeof MEASURES)[number];

/** Below, the shares differ as much as chance alone makes them; above, somebody should look. */
const EVEN = 0.12;
const UNEVEN = 0.25;
const gradeOf = (gini: number) => (gini < EVEN ? "even" : gini < UNEVEN ? "fair" : "uneven");

/** The sentence, the picture, and the same as a table. */
export function Fairness({ shares }: { shares: readonly Share[] }) {
  const t = useTranslations("history");
  const hours = useHours();
  const [measure, setMeasure] = useState<Measure>("turns");
  const text = (value: number) => (measure === "turns" ? String(value) : hours(value));
  const sorted = [...shares].sort((a, b) => b[measure] - a[measure]);
  const evenness = evennessOf(sorted.map((share) => share[measure]));
  const nameOf = (share: Share, i: number) =>
    share.own ? t("you") : (share.name ?? t("nameless", { n: i + 1 }));
  if (!evenness) return null;
  return (
    <section aria-label={t("fairness")} className="rounded-card border border-line bg-surface p-4 md:p-5">
      <Choice
        label={t("measure")}
        value={measure}
        options={MEASURES.map((value) => ({ value, label: t(value) }))}
        onChange={setMeasure}
      />
      <Sentence evenness={evenness} text={text} />
      <div aria-hidden="true" className="mt-4 h-72">
        <SharesChart
          shares={sorted.map((share, i) => ({
            name: nameOf(share, i),
            value: measure === "turns" ? share.turns : Math.round(share.minutesWaited / 6) / 10,
            own: share.own,
          }))}
          mean={measure === "turns" ? evenness.mean : evenness.mean / 60}
          label={t(measure === "turns" ? "turns" : "hoursWaited")}
          counts={measure === "turns"}
        />
      </div>
      <details className="mt-3 border-line border-t pt-1">
        <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-[14px]">
          {t("asTable")}
        </summary>
        <table className="w-full text-[14px]">
          <caption className="sr-only">{t("fairness")}</caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="py-2 text-left font-semibold">
                {t("caddie")}
              </th>
              <th scope="col" className="py-2 text-right font-semibold">
                {t("turns")}
              </th>
              <th scope="col" className="py-2 text-right font-semibold">
                {t("minutesWaited")}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((share, i) => (
              <tr
                key={share.caddieId ?? `${i}`}
                className={share.own ? "bg-brand-soft font-semibold" : undefined}
              >
                <th scope="row" className="py-1.5 text-left font-normal">
                  {nameOf(share, i)}
                </th>
                <td className="numeral py-1.5 text-right">{share.turns}</td>
                <td className="numeral py-1.5 text-right">{hours(share.minutesWaited)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** What the numbers mean to somebody who has never heard of a coefficient. */
function Sentence({ evenness, text }: { evenness: Evenness; text: (value: number) => string }) {
  const t = useTranslations("history");
  const format = useFormatter();
  const { least, most, mean, gini } = evenness;
  const percent = { style: "percent", maximumFractionDigits: 0 } as const;
  return (
    <>
      <p className="mt-4 font-semibold text-[17px]">{t(gradeOf(gini))}</p>
      <p className="mt-1 text-[14.5px]">
        {t("spread", { least: text(least), most: text(most), mean: text(Math.round(mean)) })}
      </p>
      <p className="mt-1 text-[13px] text-muted">
        {t("giniHelp", {
          apart: format.number(2 * gini, percent),
          gini: format.number(gini, { maximumFractionDigits: 2 }),
        })}
      </p>
    </>
  );
}
