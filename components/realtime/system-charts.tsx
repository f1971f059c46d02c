"use client";
import { Bar, BarChart, CartesianGrid, Line, LineChart, XAxis, YAxis } from "recharts";

/** One line: what it shows of a point, and how it is told from the others without its colour. */
export interface ChartLine<P> {
  key: string;
  value: (point: P) => number | null;
  color: string;
  /** SVG's stroke-dasharray; none: drawn through. */
  dash?: string;
}

const TICK = { fill: "var(--muted)", fontSize: 12 } as const;
const FRAME = { top: 6, right: 6, bottom: 0, left: 0 };
/** Room for "1.234". */
const AXIS_WIDTH = 40;
/** A yard in which little happens does not look busy: the axis reaches at least so far. */
const FEW = 4;
const FILL = { width: "100%", height: "100%" } as const;

/** Values over time, drawn through where they were measured and interrupted where nothing was heard. */
export function LinesChart<P extends { at: number }>({
  points,
  lines,
  tick,
  clock,
  counts = false,
}: {
  points: readonly P[];
  lines: readonly ChartLine<P>[];
  /** Writes a value beside its axis. */
  tick: (value: number) => string;
  /** Writes a moment under its axis; ms since 1970. */
  clock: (at: number) => string;
  /** Whole things are counted: half of one has no place beside the axis, and rounded it would stand there twice. */
  counts?: boolean;
}) {
  return (
    <LineChart data={[...points]} responsive style={FILL} margin={FRAME} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        type="number"
        domain={["dataMin", "dataMax"]}
        tickFormatter={clock}
        tick={TICK}
        tickLine={false}
        stroke="var(--line)"
        minTickGap={48}
        tickCount={4}
      />
      <YAxis
        width={AXIS_WIDTH}
        domain={[0, "auto"]}
        tickFormatter={tick}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        allowDecimals={!counts}
        tickCount={4}
      />
      {lines.map(({ key, value, color, dash }) => (
        <Line
          key={key}
          dataKey={value}
          name={key}
          stroke={color}
          strokeWidth={2}
          strokeDasharray={dash}
          dot={false}
          connectNulls={false}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}

/** One bar a minute, the present minute last. */
export function MinutesChart({
  series,
  tick,
  ago,
}: {
  series: readonly number[];
  tick: (value: number) => string;
  /** Writes how many minutes ago that was; 0 is the present one. */
  ago: (minutes: number) => string;
}) {
  const data = series.map((events, i) => ({ events, ago: series.length - 1 - i }));
  return (
    <BarChart
      data={data}
      responsive
      style={FILL}
      margin={FRAME}
      barCategoryGap="18%"
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="ago"
        tickFormatter={ago}
        tick={TICK}
        tickLine={false}
        stroke="var(--line)"
        interval="preserveStartEnd"
        minTickGap={32}
      />
      <YAxis
        width={AXIS_WIDTH}
        domain={[0, Math.max(...series) < FEW ? FEW : "auto"]}
        tickFormatter={tick}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        allowDecimals={false}
        tickCount={4}
      />
      <Bar dataKey="events" fill="var(--brand)" radius={[3, 3, 0, 0]} isAnimationActive={false} />
    </BarChart>
  );
}
