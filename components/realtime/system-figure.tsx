"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SystemPoint } from "@/hooks/system-history";
import { CLOCK } from "@/lib/i18n/times";
import { latePart } from "../ui/late-part";
import { Bone } from "../ui/skeleton";
import { SystemCard } from "./system-card";
import type { ChartLine } from "./system-charts";

// The drawing library weighs more than the whole board: it comes after this page, and to no other.
const charts = () => import("./system-charts");
const Coming = () => <Bone className="h-full" />;
const { Late: LinesChart } = latePart(
  () => charts().then((m) => m.LinesChart<SystemPoint>),
  ChartOffline,
  Coming,
);
export const { Late: MinutesDrawing } = latePart(
  () => charts().then((m) => m.MinutesChart),
  ChartOffline,
  Coming,
);

/** Shorter than this, minutes alone would repeat under the axis. */
const WITH_SECONDS_MS = 5 * 60_000;

/** How the line beside this name is drawn. */
export function LineSample({ color, dash }: { color: string; dash?: string }) {
  return (
    <svg width="26" height="8" aria-hidden="true" className="shrink-0">
      <line x1="0" y1="4" x2="26" y2="4" stroke={color} strokeWidth="2.5" strokeDasharray={dash} />
    </svg>
  );
}

/** The lines, or why there is none yet. */
export function LinesDrawing({
  points,
  lines,
  enough,
  tick,
  counts,
}: {
  points: readonly SystemPoint[];
  lines: readonly ChartLine<SystemPoint>[];
  /** False while one could only draw a point. */
  enough: boolean;
  tick: (value: number) => string;
  counts?: boolean;
}) {
  const t = useTranslations("system");
  const format = useFormatter();
  if (!enough) return <Placeholder text={t("gathering")} />;
  const span = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
  const look = span < WITH_SECONDS_MS ? ({ ...CLOCK, second: "2-digit" } as const) : CLOCK;
  return (
    <LinesChart
      points={points}
      lines={lines}
      tick={tick}
      clock={(at) => format.dateTime(new Date(at), look)}
      counts={counts}
    />
  );
}

function ChartOffline() {
  const t = useTranslations("system");
  return <Placeholder text={t("chartOffline")} />;
}

function Placeholder({ text }: { text: string }) {
  return (
    <p className="grid h-full place-items-center rounded-control bg-sunken px-4 text-center text-[13px] text-muted">
      {text}
    </p>
  );
}

/** One chart of the page. It is a picture to those who see it; all others have its words. */
export function SystemFigure({
  name,
  title,
  help,
  words,
  children,
}: {
  name: string;
  title: string;
  help: string;
  /** What the drawing shows, for those who do not see it and those who want the number. */
  words: ReactNode;
  children: ReactNode;
}) {
  return (
    <SystemCard name={name} title={title} help={help}>
      <p className="mt-2 font-semibold text-[13.5px] leading-5">{words}</p>
      <div className="mt-auto pt-3">
        <div aria-hidden="true" className="h-44">
          {children}
        </div>
      </div>
    </SystemCard>
  );
}
