import { hash, verify } from "@node-rs/argon2";

/** OWASP's argon2id minimum: 19 MiB, two passes. Runs in libuv's pool, off the event loop. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** More at once would take all threads and stall the database's answers. */
const AT_ONCE = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
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
