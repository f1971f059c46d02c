import { now } from "./clock";

/** Runs so many of these at a time for so long, and says how many were done per second. */
export async function rate(forMs: number, atOnce: number, work: () => Promise<unknown>): Promise<number> {
  const begun = now();
  let done = 0;
  const one = async () => {
    while (now() - begun < forMs) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (done * 1000) / (now() - begun);
}
