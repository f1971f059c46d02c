import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

const SHOWN = 25;

/** For each CPU profile of the folder: where the processor was, the functions' own time, the largest first. */
export function describeProfiles(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"));
  return files.map((name) => describe(join(folder, name))).join("\n\n");
}

function describe(file: string): string {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, "utf8")) as CpuProfile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const own = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, nth) => {
    const frame = frames.get(id);
    if (!frame || frame.functionName === "(idle)") return;
    const ms = (timeDeltas[nth] ?? 0) / 1000;
    const where = `${frame.functionName || "(anonymous)"} ${frame.url.replace(/^.*\/(node_modules|dist|\.next)\//, "$1/")}:${frame.lineNumber + 1}`;
    own.set(where, (own.get(where) ?? 0) + ms);
    busy += ms;
  });
  const rows = [...own]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([where, ms]) => `${((100 * ms) / busy).toFixed(1).padStart(6)} %  ${where}`);
  return [`${file}: ${Math.round(busy)} ms busy`, ...rows].join("\n");
}
