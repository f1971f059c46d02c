import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../env";

/**
 * Takes the embedded database's folder for this process. Two processes on one PGlite folder destroy it without
 * a word, so the second one must not open it.
 * @returns a function that gives the folder back
 * @throws StartError when a living process holds it
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "lock");
  const own = join(folder, `lock.${process.pid}`);
  // Written first and linked then: nobody ever reads a lock that is still empty, and takes it for a dead one's.
  writeFileSync(own, markOf(process.pid));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (link(own, file)) {
        const release = () => rmSync(file, { force: true });
        process.once("exit", release);
        return () => {
          process.off("exit", release);
          release();
        };
      }
      removeDead(folder, file, `${own}.dead`);
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw new StartError(`DATA_DIR: ${folder} is being opened by another process`);
}

/** False when the lock is there already. */
function link(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** @throws StartError when whoever holds it lives */
function removeDead(folder: string, file: string, grave: string): void {
  const holder = read(file);
  if (holder === null) return;
  refuseWhileAlive(folder, holder);
  try {
    renameSync(file, grave);
  } catch (error) {
    // Another start was faster.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const removed = read(grave) ?? "";
  // Between the look and the move another start took the folder: what was moved away is its lock.
  if (removed !== holder) link(grave, file);
  rmSync(grave, { force: true });
  refuseWhileAlive(folder, removed);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return null;
  }
}

function refuseWhileAlive(folder: string, holder: string): void {
  if (!isAlive(holder)) return;
  const [pid] = holder.split(" ");
  throw new StartError(
    `DATA_DIR: ${folder} is in use by process ${pid}; stop it, or give this one another DATA_DIR`,
  );
}

/**
 * What stands in the lock: the process's number and when it began. After a power cut, or in a container where every
 * server has the same number, another program bears the number of the dead one.
 */
const markOf = (pid: number): string => [pid, ...beginningOf(pid)].join(" ");

/** In ticks since the machine's start, with that start; empty where there is no /proc to ask. */
function beginningOf(pid: number): string[] {
  // The name in brackets may hold spaces itself.
  const fields = read(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ");
  const boot = read("/proc/sys/kernel/random/boot_id")?.trim();
  return fields?.[19] && boot ? [fields[19], boot] : [];
}

function isAlive(holder: string): boolean {
  const [number, ...beginning] = holder.split(" ");
  const pid = Number(number);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const begun = beginningOf(pid);
  // Where no beginning can be told, the number alone has to do.
  return beginning.length === 0 || begun.length === 0 || begun.join(" ") === beginning.join(" ");
}
