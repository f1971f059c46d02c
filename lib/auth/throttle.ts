import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../http/problem";

export const PER_IDENTIFIER = 10;
/** Only failures count: a whole club sits behind one address. */
const byIdentifier = new RateLimiterMemory({ points: PER_IDENTIFIER, duration: 15 * 60 });
const byAddress = new RateLimiterMemory({ points: 100, duration: 60 });
const guesses = new RateLimiterMemory({ points: 20, duration: 5 * 60 });
/** Each failure makes the next answer later by this much. */
const SLOWER_BY_MS = 150;
/**
 * Attempts of one address that are checked side by side. The others wait: when these fail they find the address shut,
 * so that thousands sent at once are not all hashed first, before anybody else's turn.
 */
const AT_ONCE = 8;
const gates = new Map<string, { inside: number; waiting: (() => void)[] }>();

async function oneOfFew<T>(address: string, attempt: () => Promise<T>): Promise<T> {
  const gate = gates.get(address) ?? { inside: 0, waiting: [] };
  gates.set(address, gate);
  if (gate.inside >= AT_ONCE) await new Promise<void>((resolve) => gate.waiting.push(resolve));
  else gate.inside++;
  try {
    return await attempt();
  } finally {
    const next = gate.waiting.shift();
    // Whoever waits takes the place over: nobody can come between.
    if (next) next();
    else if (--gate.inside === 0) gates.delete(address);
  }
}

/** @throws AppError RATE_LIMITED when the address has used up its failures */
async function refuseShutAddress(address: string): Promise<void> {
  const failures = await byAddress.get(address);
  if (failures && failures.consumedPoints >= byAddress.points) throw tooMany(failures);
}

/**
 * Runs a login attempt under the limits: 10 failures per identifier in 15 minutes, each slower than the last, and 100
 * per address and minute.
 * @param attempt is told the how many-th it is for this identifier since the last success
 * @throws AppError RATE_LIMITED with the seconds to wait
 */
export async function throttled<T>(
  identifier: string,
  address: string,
  attempt: (nth: number) => Promise<T | null>,
): Promise<T | null> {
  const key = identifier.toLowerCase();
  await refuseShutAddress(address);
  // Counted before the attempt and given back after a success: guesses sent side by side gain nothing.
  const { consumedPoints } = await byIdentifier.consume(key).catch((refused: unknown) => {
    throw refused instanceof RateLimiterRes ? tooMany(refused) : refused;
  });
  if (consumedPoints > 1)
    await new Promise((resolve) => setTimeout(resolve, (consumedPoints - 1) * SLOWER_BY_MS));
  return oneOfFew(address, async () => {
    await refuseShutAddress(address).catch(async (refused: unknown) => {
      // Nothing was tried.
      await byIdentifier.reward(key);
      throw refused;
    });
    const result = await attempt(consumedPoints);
    if (result !== null) await byIdentifier.delete(key);
    else await countFailure(address);
    return result;
  });
}

/**
 * Runs an attempt with a secret that cannot be guessed, such as a link: failures alone count, 100 per address and minute.
 * @throws AppError RATE_LIMITED with the seconds to wait
 */
export async function throttledByAddress<T>(
  address: string,
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  await refuseShutAddress(address);
  const result = await attempt();
  if (result === null) await countFailure(address);
  return result;
}

/**
 * The same for a code that is short enough to be typed: 20 failures in five minutes and address, counted on their own, so
 * that nobody who plays with a screen shuts the club's phones out.
 * @throws AppError RATE_LIMITED with the seconds to wait
 */
export async function throttledGuess<T>(
  address: string,
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  // Counted before the attempt and given back after a success: guesses sent side by side gain nothing.
  await guesses.consume(address).catch((refused: unknown) => {
    throw refused instanceof RateLimiterRes ? tooMany(refused) : refused;
  });
  const result = await attempt();
  if (result !== null) await guesses.reward(address);
  return result;
}

async function countFailure(address: string): Promise<void> {
  await byAddress.consume(address).catch((refused: unknown) => {
    if (!(refused instanceof RateLimiterRes)) throw refused;
  });
}

const tooMany = (state: RateLimiterRes) =>
  new AppError("RATE_LIMITED", "too many failed attempts: wait before the next one", {
    retryAfter: state.msBeforeNext / 1000,
  });
