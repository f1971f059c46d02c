import { readFileSync, rmSync, writeFileSync } from "node:fs";
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
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      const release = () => rmSync(file, { force: true });
      process.once("exit", release);
      return () => {
        process.off("exit", release);
        release();
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = Number(readFileSync(file, "utf8"));
      if (holder === process.pid || isAlive(holder)) {
        throw new StartError(
          `DATA_DIR: ${folder} is in use by process ${holder}; stop it, or give this one another DATA_DIR`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new StartError(`DATA_DIR: ${folder} is being opened by another process`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
