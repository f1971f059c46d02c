import { measureCommits } from "./commits";
import { measureConnections } from "./connections";
import type { Figure } from "./figures";
import { measureGrowth } from "./growth";
import { measureJitter } from "./jitter";
import { measureNodes } from "./nodes";
import { measureRestart } from "./restart";
import {
  commitRows,
  connectionRows,
  growthRows,
  jitterRows,
  nodeRows,
  restartRows,
  startRows,
  stormRows,
  trafficRows,
  visitRows,
} from "./rows";
import { timeStart } from "./servers";
import type { Stage } from "./stage";
import { measureStorm } from "./storm";
import { measureTraffic } from "./traffic";
import { measureVisits } from "./visit";

async function measureStarts({ sizes, ours }: Stage): Promise<number[]> {
  const startMs: number[] = [];
  for (let n = 0; n < sizes.starts; n++) startMs.push(await timeStart(ours));
  return startMs;
}

interface Section<T> {
  measure(stage: Stage): Promise<T>;
  rows(measured: T): Figure[];
}
const section = <T>(measure: Section<T>["measure"], rows: Section<T>["rows"]): Section<T> => ({
  measure,
  rows,
});

/**
 * In the order in which they run: what needs the demo club's own short lists comes before those that make them longer. The
 * name is what `--only` takes.
 */
export const SECTIONS = {
  start: section(measureStarts, startRows),
  page: section(measureVisits, visitRows),
  traffic: section(measureTraffic, trafficRows),
  commits: section(measureCommits, commitRows),
  nodes: section(measureNodes, nodeRows),
  growth: section(measureGrowth, growthRows),
  connections: section(measureConnections, connectionRows),
  storm: section(measureStorm, stormRows),
  restart: section(measureRestart, restartRows),
  jitter: section(measureJitter, jitterRows),
};
export type SectionName = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];

/** Everything that one run has measured. */
export type Results = {
  [K in SectionName]?: Awaited<ReturnType<(typeof SECTIONS)[K]["measure"]>>;
};

/** The order of the table: what a club feels comes first. */
const TABLE: SectionName[] = [
  ...(["growth", "connections", "storm", "restart", "jitter", "traffic"] as const),
  ...(["commits", "nodes", "page", "start"] as const),
];

export function figuresOf(results: Results): Figure[] {
  return TABLE.flatMap((name) => rowsOf(name, results));
}

function rowsOf<K extends SectionName>(name: K, results: Results): Figure[] {
  const measured = results[name];
  const { rows } = SECTIONS[name] as Section<NonNullable<typeof measured>>;
  return measured === undefined ? [] : rows(measured);
}
