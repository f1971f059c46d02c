import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../http/problem";

const PER_IDENTIFIER = 10;
/** Only failures count: a whole club sits behind one address. */
const byIdentifier = new RateLimiterMemory({ points: PER_IDENTIFIER, duration: 15 * 60 });
const byAddress = new RateLimiterMemory({ points: 100, duration: 60 });
/** Each failure makes the next answer later by this much. */
const SLOWER_BY_MS = 150;

/**
 * Runs a login attempt under the limits: 10 failures per identifier in 15 minutes, each slower than the last, and 100
 * per address and minute.
 * @throws AppError RATE_LIMITED with the seconds to wait
 */
export async function throttled<T>(
  identifier: string,
  address: string,
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  const key = identifier.toLowerCase();
  const ofAddress = await byAddress.get(address);
  if (ofAddress && ofAddress.consumedPoints >= byAddress.points) throw tooMany(ofAddress);
  // Counted before the attempt and given back after a success: guesses sent side by side gain nothing.
  const { consumedPoints } = await byIdentifier.consume(key).catch((refused: unknown) => {
    throw refused instanceof RateLimiterRes ? tooMany(refused) : refused;
  });
  if (consumedPoints > 1)
    await new Promise((resolve) => setTimeout(resolve, (consumedPoints - 1) * SLOWER_BY_MS));
  const result = await attempt();
  if (result !== null) await byIdentifier.delete(key);
  else await countFailure(address);
  return result;
}

/**
 * Runs an attempt with a secret that cannot be guessed, such as a link: failures alone count, 100 per address and minute.
 * @throws AppError RATE_LIMITED with the seconds to wait
 */
export async function throttledByAddress<T>(
  address: string,
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  const ofAddress = await byAddress.get(address);
  if (ofAddress && ofAddress.consumedPoints >= byAddress.points) throw tooMany(ofAddress);
  const result = await attempt();
  if (result === null) await countFailure(address);
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
