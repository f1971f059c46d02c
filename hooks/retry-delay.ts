import { ApiProblem } from "../lib/http/fetch";

/** Milliseconds before sending it again; `Retry-After` decides where the server gave one. */
export function retryDelay(failures: number, error?: unknown): number {
  const asked = error instanceof ApiProblem ? error.retryAfterMs : null;
  return asked ?? Math.min(500 * 2 ** failures, 5_000);
}
