import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { drawChart } from "./chart";
import { chartsOf } from "./charts";
import type { Figure } from "./figures";
import { round } from "./percentiles";
import { canPin } from "./processes";
import { figuresOf, type Results } from "./sections";

export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  platform: string;
  node: string;
  postgres: string;
  /** Whether server and load were held on different cores. */
  pinned: boolean;
  /** Load average before the run: what else the machine did. */
  load: number;
}

export function describeMachine(postgres: string): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    platform: process.platform,
    node: process.version,
    postgres,
    pinned: canPin,
    load: round(loadavg()[0] ?? 0),
  };
}

/** The table as a terminal shows it. */
export function tableOf(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ figure }) => figure.length));
  return figures
    .map(({ figure, value, unit, goal, reached, reason }) => {
      if (reason !== undefined) return `${figure.padEnd(width)}  not measured: ${reason}`;
      const left = `${figure.padEnd(width)}  ${String(value).padStart(8)} ${unit.padEnd(7)}`;
      return goal ? `${left} ${goal.padEnd(8)} ${reached ? "reached" : "MISSED"}` : left;
    })
    .join("\n");
}

/** Above it something else was running too. */
const QUIET_LOAD = 0.7;
const PAPER = "performance.md";
const BEGIN = "<!-- figures: written by npm run bench -->";
const END = "<!-- /figures -->";

/**
 * Writes `bench.json` and an SVG per curve, and the table into the paper beside the folder where there is one, so that
 * what is read was measured. Returns the table.
 */
export function writeReport(
  folder: string,
  machine: Machine,
  { results, skipped }: { results: Results; skipped: readonly Figure[] },
  command: string,
): string {
  mkdirSync(folder, { recursive: true });
  const figures = [...figuresOf(results), ...skipped];
  const measuredAt = new Date().toISOString();
  const body = { measuredAt, command, machine, figures, results };
  const json = JSON.stringify(
    body,
    (_key, value: unknown) => (typeof value === "number" && !Number.isInteger(value) ? round(value) : value),
    2,
  );
  writeFileSync(join(folder, "bench.json"), `${json}\n`);
  for (const [name, chart] of Object.entries(chartsOf(results))) {
    writeFileSync(join(folder, `${name}.svg`), drawChart(chart));
  }
  const paper = join(folder, "..", PAPER);
  if (existsSync(paper)) {
    const [before, rest] = readFileSync(paper, "utf8").split(BEGIN);
    const after = rest?.split(END)[1] ?? "";
    const [day = ""] = measuredAt.split("T");
    writeFileSync(paper, `${before}${BEGIN}\n\n${markdownOf(figures, machine, day)}\n\n${END}${after}`);
  }
  return tableOf(figures);
}

function markdownOf(figures: readonly Figure[], machine: Machine, day: string): string {
  const { cpu, cores, memoryGb, platform, node, postgres, pinned, load } = machine;
  const held = pinned ? "server and load each on a core of its own" : "server and load not held apart";
  const busy =
    load > QUIET_LOAD ? " **The machine was busy: the times are too long, compare the ratios only.**" : "";
  const rows = figures.map(({ figure, value, unit, goal, reached, reason }) => {
    if (reason !== undefined) return `| ${figure} | not measured: ${reason} | | |`;
    const verdict = goal ? (reached ? "reached" : "**missed**") : "";
    const name = figure.startsWith(" ") ? `· ${figure.trim()}` : figure;
    return `| ${name} | ${value} ${unit} | ${goal ?? ""} | ${verdict} |`;
  });
  return [
    `Measured on ${day}: ${cores} cores of ${cpu}, ${memoryGb} GB, ${platform}, Node ${node}, PostgreSQL ${postgres}; ${held}; load average before the run ${load}.${busy}`,
    "",
    "| figure | measured | goal | |",
    "| --- | ---: | ---: | --- |",
    ...rows,
  ].join("\n");
}
