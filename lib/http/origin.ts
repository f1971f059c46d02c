import type { IncomingHttpHeaders } from "node:http";
import { isIPv6 } from "node:net";

/** Exact equality with one of the configured origins; `null` and absent are no origin. */
export function isAllowedOrigin(origin: string | null | undefined, allowed: ReadonlySet<string>): boolean {
  return origin != null && allowed.has(origin);
}

/**
 * The address that failures are counted under. `X-Forwarded-For` is believed only behind a trusted proxy. Of an IPv6
 * address only the network counts: each household has 2^64 of them to change between.
 */
export function clientAddress(
  forwardedFor: string | null | undefined,
  direct: string | undefined,
  trustProxy: boolean,
): string {
  const last = trustProxy ? forwardedFor?.split(",").at(-1)?.trim() : undefined;
  return networkOf(last || direct || "unknown");
}

/** The same for a request of a route: the one server has put the direct address into `x-forwarded-for` by then. */
export const addressOf = (headers: Headers) => clientAddress(headers.get("x-forwarded-for"), undefined, true);

const WITH_PORT = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/;
const MAPPED = /^::ffff:([\d.]+)$/i;

function networkOf(given: string): string {
  const [, bracketed, before] = WITH_PORT.exec(given) ?? [];
  const address = bracketed ?? before ?? given;
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head = "", tail = ""] = address.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const zeros = Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = [...groups(head), ...Array<string>(zeros).fill("0"), ...groups(tail)];
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}

export const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};
