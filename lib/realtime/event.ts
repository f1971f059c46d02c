import type * as z from "zod";

/**
 * Declares an event of record once: its name, the version of its payload and the strict payload.
 * `tests/realtime/contract.test.ts` holds a hash of each payload, so that a change of the shape
 * without a new version fails.
 */
export function defineEvent<N extends string, P extends z.ZodType>(name: N, version: number, payload: P) {
  return { name, version, payload };
}
