"use client";
import { Bar, BarChart, CartesianGrid, Cell, ReferenceLine, XAxis, YAxis } from "recharts";

const TICK = { fill: "var(--muted)", fontSize: 12 } as const;
const FRAME = { top: 8, right: 8, bottom: 4, left: 0 };
const FILL = { width: "100%", height: "100%" } as const;

export interface SharesChartProps {
  shares: readonly { name: string; value: number; own: boolean }[];
  mean: number;
  /** What is drawn, with its unit. */
  label: string;
  /** Whole things are counted. */
  counts: boolean;
}

/** One bar for each caddie, the largest first, and the line of the mean. His own is of another colour, and named below. */
export function SharesChart({ shares, mean, label, counts }: SharesChartProps) {
  return (
    <BarChart
      data={[...shares]}
      responsive
      style={FILL}
      margin={FRAME}
      barCategoryGap="18%"
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="name"
        tick={TICK}
        tickLine={false}
        stroke="var(--line)"
        interval={shares.length > 12 ? "preserveStartEnd" : 0}
        minTickGap={24}
        tickFormatter={(name: string) => name.split(" ")[0] ?? name}
      />
      <YAxis
        width={44}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        allowDecimals={!counts}
        tickCount={5}
        label={{ value: label, angle: -90, position: "insideLeft", fill: "var(--muted)", fontSize: 12 }}
      />
      <ReferenceLine y={mean} stroke="var(--called)" strokeDasharray="5 4" strokeWidth={2} />
      <Bar dataKey="value" radius={[3, 3, 0, 0]} isAnimationActive={false}>
        {shares.map((share) => (
          <Cell key={share.name} fill={share.own ? "var(--flag)" : "var(--brand)"} />
        ))}
      </Bar>
    </BarChart>
  );
}
