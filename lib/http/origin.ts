import type { IncomingHttpHeaders } from "node:http";

/** Exact equality with one of the configured origins; `null` and absent are no origin. */
export function isAllowedOrigin(origin: string | null | undefined, allowed: ReadonlySet<string>): boolean {
  return origin != null && allowed.has(origin);
}

/** The address that failures are counted under. `X-Forwarded-For` is believed only behind a trusted proxy. */
export function clientAddress(
  forwardedFor: string | null | undefined,
  direct: string | undefined,
  trustProxy: boolean,
) {
  const last = trustProxy ? forwardedFor?.split(",").at(-1)?.trim() : undefined;
  return last || direct || "unknown";
}

export const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};
