"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { SystemPoint } from "@/hooks/system-history";
import type { Percentiles, SystemStats } from "@/lib/realtime/contract";
import type { ChartLine } from "./system-charts";
import { LineSample, LinesDrawing, MinutesDrawing, SystemFigure } from "./system-figure";
import { useSystemTexts } from "./system-texts";

const PERCENTILES = ["p50", "p95", "p99"] as const;
/** Each told from the others by its dashes as well. */
const LOOKS: Record<(typeof PERCENTILES)[number], Pick<ChartLine<SystemPoint>, "color" | "dash">> = {
  p50: { color: "var(--free)" },
  p95: { color: "var(--out)", dash: "7 4" },
  p99: { color: "var(--danger)", dash: "2 3" },
};

/** The figures over time. What a chart draws is said beside it in words and numbers. */
export function SystemFigures({ stats, history }: { stats: SystemStats; history: readonly SystemPoint[] }) {
  const t = useTranslations("system");
  return (
    <div className="grid gap-3 lg:grid-cols-2 xl:gap-4">
      <EventsFigure series={stats.events.series} />
      <ConnectionsFigure history={history} />
      <LatencyFigure
        name="commit"
        title={t("commitChart")}
        help={t("commitChartHelp")}
        history={history}
        measure={commitOf}
      />
      <LatencyFigure
        name="delivery"
        title={t("deliveryChart")}
        help={t("deliveryChartHelp")}
        history={history}
        measure={deliveryOf}
      />
    </div>
  );
}

const commitOf = (point: SystemPoint) => point.commitToEmit;
const deliveryOf = (point: SystemPoint) => point.delivery;

function EventsFigure({ series }: { series: readonly number[] }) {
  const t = useTranslations("system");
  const time = useTranslations("time");
  const { count } = useSystemTexts();
  const total = series.reduce((a, b) => a + b, 0);
  return (
    <SystemFigure
      name="events"
      title={t("eventsChart")}
      help={t("eventsChartHelp")}
      words={t("eventsSummary", { total, most: count(Math.max(0, ...series)) })}
    >
      <MinutesDrawing
        series={series}
        tick={count}
        ago={(minutes) => (minutes === 0 ? time("now") : t("minutesAgo", { n: minutes }))}
      />
    </SystemFigure>
  );
}

function ConnectionsFigure({ history }: { history: readonly SystemPoint[] }) {
  const t = useTranslations("system");
  const { count } = useSystemTexts();
  // A page that shows anything has heard of one moment at least.
  const known = history.flatMap(({ connections }) => connections ?? []);
  const words = { least: Math.min(...known), most: Math.max(...known), last: known.at(-1) ?? 0 };
  const lines = useMemo(() => [{ key: "connections", value: connectionsOf, color: "var(--brand)" }], []);
  return (
    <SystemFigure
      name="connections"
      title={t("connectionsChart")}
      help={t("connectionsChartHelp")}
      words={t(words.least < words.most ? "connectionsSummary" : "connectionsSteady", words)}
    >
      <LinesDrawing points={history} lines={lines} enough={known.length > 1} tick={count} counts />
    </SystemFigure>
  );
}

const connectionsOf = (point: SystemPoint) => point.connections;

function LatencyFigure({
  name,
  title,
  help,
  history,
  measure,
}: {
  name: string;
  title: string;
  help: string;
  history: readonly SystemPoint[];
  measure: (point: SystemPoint) => Percentiles | null;
}) {
  const t = useTranslations("system");
  const { ms, millis } = useSystemTexts();
  const known = history.flatMap((point) => measure(point) ?? []);
  const last = known.at(-1);
  const lines = useMemo(
    () =>
      PERCENTILES.map((key) => ({
        key,
        value: (point: SystemPoint) => measure(point)?.[key] ?? null,
        ...LOOKS[key],
      })),
    [measure],
  );
  const words = (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {PERCENTILES.map((key) => (
        <span key={key} className="inline-flex items-center gap-1.5">
          <LineSample {...LOOKS[key]} />
          {last ? `${key} ${ms(last[key])}` : `${key} –`}
        </span>
      ))}
    </span>
  );
  return (
    <SystemFigure name={name} title={title} help={help} words={last ? words : t("none")}>
      <LinesDrawing points={history} lines={lines} enough={known.length > 1} tick={millis} />
    </SystemFigure>
  );
}
