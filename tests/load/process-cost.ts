import { readdirSync, readFileSync } from "node:fs";

/** What a kernel tick is worth where threads are not accounted in nanoseconds. */
const TICK_MS = 10;

/**
 * CPU time that a process has used so far, in milliseconds, all of its threads together. The scheduler's nanoseconds
 * are read where the kernel keeps them: a broadcast to 100 clients is shorter than one tick of `/proc/<pid>/stat`.
 */
export function cpuMs(pid: number): number {
  let total = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const ran = readOrNothing(`/proc/${pid}/task/${thread}/schedstat`).split(" ")[0];
    total += Number(ran ?? 0) / 1e6;
  }
  return total > 0 ? total : ticks(pid) * TICK_MS;
}

function ticks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in parentheses may hold spaces: fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

/** Resident memory of a process, in KB. */
export function rssKb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
}

/** A thread may end between the listing and the reading. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
