import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";

/** OWASP's argon2id minimum: 19 MiB, two passes. Runs in libuv's pool, off the event loop. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * At most two (more would take all of libuv's threads and stall the database's answers), and one core is left to the
 * event loop: on two cores two hashes at once made every broadcast wait for its share of the processor.
 */
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism() - 1));
let running = 0;
const waiting: (() => void)[] = [];

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++;
  // Whoever ends hands his place over, so that nobody slips in between.
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

export const hashPassword = (password: string): Promise<string> => limited(() => hash(password, OPTIONS));

let decoy: Promise<string> | undefined;

/** Checks a password; for an unknown user (null) it takes the same time and is false. */
export async function verifyPassword(encoded: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const right = await decoy.then((d) => limited(() => verify(encoded ?? d, password)));
  return encoded !== null && right;
}
