import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface CpuProfile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: number[];
  }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

/** Milliseconds in a function's own code, and with what it called. */
interface Share {
  own: number;
  all: number;
}

const SHOWN = 25;

/** For each CPU profile of the folder: which functions used the processor, themselves and with what they called. */
export function describeProfiles(folder: string): string {
  const files = readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"));
  return files.map((name) => describe(join(folder, name))).join("\n\n");
}

function describe(file: string): string {
  const { shares, busy } = sharesOf(JSON.parse(readFileSync(file, "utf8")) as CpuProfile);
  const percent = (ms: number) => `${((100 * ms) / busy).toFixed(1).padStart(6)} %`;
  const largest = (by: keyof Share) =>
    [...shares]
      .sort(([, a], [, b]) => b[by] - a[by])
      .slice(0, SHOWN)
      .map(([where, share]) => `${percent(share.own)} ${percent(share.all)}  ${where}`);
  return [
    `${file}: ${Math.round(busy)} ms busy`,
    "     own      all  the most by themselves",
    ...largest("own"),
    "     own      all  the most with what they called",
    ...largest("all"),
  ].join("\n");
}

function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): { shares: Map<string, Share>; busy: number } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const shares = new Map<string, Share>();
  let busy = 0;
  samples.forEach((id, nth) => {
    const node = byId.get(id);
    if (!node || node.callFrame.functionName === "(idle)") return;
    const ms = (timeDeltas[nth] ?? 0) / 1000;
    busy += ms;
    // A function that calls itself is counted once.
    const seen = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const where = nameOf(byId.get(at));
      const share = shares.get(where) ?? { own: 0, all: 0 };
      if (at === id) share.own += ms;
      if (!seen.has(where)) share.all += ms;
      seen.add(where);
      shares.set(where, share);
    }
  });
  return { shares, busy };
}

function nameOf(node: CpuProfile["nodes"][number] | undefined): string {
  if (!node) return "?";
  const { functionName, url, lineNumber } = node.callFrame;
  const file = url.replace(/^.*\/(node_modules|dist|\.next)\//, "$1/");
  return `${functionName || "(anonymous)"} ${file}:${lineNumber + 1}`;
}
