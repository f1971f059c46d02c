import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { Agent, request as secureRequest } from "node:https";
import { BlockList, isIP } from "node:net";

const TIMEOUT_MS = 10_000;
const CONNECTIONS_PER_HOST = 8;
/** Longest `Retry-After` that is believed. */
const LATEST_MS = 60 * 60_000;

/** What is not the open internet: this machine, its neighbours, and ways around that. */
const inside = new BlockList();
for (const network of [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"],
  ...["198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
]) {
  const [address = "", bits] = network.split("/");
  inside.addSubnet(address, Number(bits));
}
/** Global unicast is given out of one block; these parts of it lead elsewhere. */
const outside = new BlockList();
outside.addSubnet("2000::", 3, "ipv6");
for (const [address, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  inside.addSubnet(address, bits, "ipv6");

/** Whether this is an address of the open internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !inside.check(address);
  return family === 6 && outside.check(address, "ipv6") && !inside.check(address, "ipv6");
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** Resolves a name to public addresses or not at all: checked where it connects, so that a name cannot change between. */
function lookupPublic(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
      return found(new Error("the name leads to an address that is not public"), []);
    if (options.all) found(null, addresses);
    else found(null, first.address, first.family);
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS_PER_HOST, lookup: lookupPublic });

export interface Posted {
  status: number;
  /** From `Retry-After`; null without one. */
  retryAfterMs: number | null;
}

/**
 * Sends bytes to a server that somebody else named, and follows it nowhere.
 * @param trusted its origin is the operator's choice: it may be inside, and without TLS
 * @throws Error when nobody answers within 10 s, or the name leads inside
 */
export function postOutward(address: string, { headers, body, trusted, signal }: Outgoing): Promise<Posted> {
  const url = new URL(address);
  if (!trusted && isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0)
    throw new Error("an address without a name");
  const limits = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]);
  const request = url.protocol === "http:" ? plainRequest : secureRequest;
  const options = { method: "POST", headers, signal: limits, ...(!trusted && { agent }) };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      // Nobody reads what it says.
      response.resume();
      response.on("error", reject);
      resolve({ status: response.statusCode ?? 0, retryAfterMs: retryAfterMs(response) });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

interface Outgoing {
  headers: Record<string, string | number>;
  body: Buffer;
  trusted: boolean;
  signal?: AbortSignal;
}

function retryAfterMs({ headers }: IncomingMessage): number | null {
  const given = headers["retry-after"];
  if (!given) return null;
  const ms = /^\d+$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), LATEST_MS);
}
