import type { Chance } from "../harness/chance";
import type { RawRequest } from "./raw-http";
import { RIGHT_FIELDS } from "./right-fields";
import { strangeJson, strangeObject } from "./strange-json";

/** What a request may name and may be allowed to do. */
export interface Ground {
  /** `GET /api/caddies/[caddieId]` … */
  routes: readonly string[];
  tokens: readonly string[];
  caddieIds: readonly string[];
  turnIds: readonly string[];
  host: string;
}

const TYPES = [
  ...[
    "application/json",
    "application/json",
    "application/json",
    "application/json; charset=utf-8",
    "APPLICATION/JSON",
  ],
  ...[
    "application/json; charset=utf-16",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
  ],
  ...["application/problem+json", "", ";;", "x/y/z", "application/json, text/html", "application/xml"],
];
const KEYS = [
  "key",
  "ñ",
  " ",
  "",
  "a b",
  "x".repeat(128),
  "x".repeat(129),
  "'",
  "\u0001",
  "k1, k2",
  "null",
  "k",
];
const IDS = [
  ...[
    "nobody",
    "1",
    "-1",
    "%00",
    "%",
    "%zz",
    "%ff",
    "%c3%28",
    "..%2f..",
    "%2e%2e",
    "__proto__",
    "constructor",
    "%20",
  ],
  ...[
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "x".repeat(3_000),
    "%ed%a0%80",
  ],
  ...[
    "{id}",
    "[id]",
    "a%0d%0aX:y",
    "%F0%9F%98%80",
    "null",
    "undefined",
    "'--",
    ";",
    "id;x=1",
    "%E2%80%AE",
    ".",
  ],
];
const NAMES = [
  "list",
  "from",
  "to",
  "limit",
  "cursor",
  "stream",
  "epoch",
  "after",
  "caddieId",
  "x",
  "__proto__",
  "%00",
];
const VALUES = [
  ...[
    "",
    "0",
    "1",
    "-1",
    "1e3",
    "1e400",
    "0x10",
    "+1",
    "%201",
    "1.5",
    "NaN",
    "Infinity",
    "9007199254740993",
    "2147483648",
  ],
  ...[
    "9223372036854775808",
    "99999999999999999999",
    "%00",
    "%zz",
    "%ff",
    "%ed%a0%80",
    "null",
    "list-1",
    "admins",
    "control",
  ],
  ...[
    "user",
    "1900-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "9998-12-31T23:59:59-23:59",
  ],
  ...[
    "2026-02-29T00:00:00Z",
    "2026-01-01T00:00:00.123456789Z",
    "2026-01-01T00:00Z",
    "2026-01-01T23:59:60Z",
    "yesterday",
  ],
  ...[
    "MjAyNi0wMS0wMVQwMDowMDowMC4wMDBaX3g",
    "%F0%9F%98%80",
    "'%20or%20'1'='1",
    "x".repeat(2_000),
    "[]",
    "1&limit=2",
    "a%0d%0a",
  ],
];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** One request to one of the routes, wrong in one way or several. */
export function strangeHttpRequest(chance: Chance, ground: Ground): RawRequest {
  // Half of them where a body can be right, so that the commands are reached however many routes there are.
  const route = chance.pick(chance.upTo(2) === 1 ? ground.routes : ground.routes.filter(isKnown));
  const [own = "GET", path = "/"] = route.split(" ");
  const method =
    chance.upTo(15) === 1 ? chance.pick([...METHODS, "OPTIONS", "HEAD", "TRACE", "PROPFIND"]) : own;
  const body = method === "GET" || method === "HEAD" ? Buffer.alloc(0) : strangeBody(chance, ground, route);
  const headers: [string, string][] = [["Host", ground.host]];
  if (chance.upTo(8) > 1) headers.push(["Authorization", `Bearer ${chance.pick(ground.tokens)}`]);
  else headers.push(chance.pick<[string, string]>(CREDENTIALS));
  if (body.length > 0)
    headers.push(["Content-Type", chance.upTo(3) > 1 ? "application/json" : chance.pick(TYPES)]);
  if (chance.upTo(4) === 1) headers.push(["Idempotency-Key", chance.pick(KEYS)]);
  if (chance.upTo(8) === 1) headers.push(chance.pick<[string, string]>(ODD_HEADERS));
  const request: RawRequest = { method, target: strangeTarget(chance, ground, path), headers, body };
  return withLength(chance, request);
}

const CREDENTIALS: [string, string][] = [
  ["Authorization", "Bearer"],
  ["Authorization", "Bearer x.y.z.w.v"],
  ["Authorization", `Bearer ${"x".repeat(6_000)}`],
  ["Authorization", "Basic eDp5"],
  ["Cookie", "caddiePro_token=x"],
  ["Cookie", ";;=;caddiePro_token.0=a;caddiePro_token.1=b"],
  ["Cookie", "caddiePro_token=\u00ff"],
  ["Authorization", "\u00ff"],
];
const ODD_HEADERS: [string, string][] = [
  ["Idempotency-Key", "again"],
  ["Content-Encoding", "gzip"],
  ["Expect", "100-continue"],
  ["X-Forwarded-For", ",,,"],
  ["X-Forwarded-Host", "evil.example"],
  ["Origin", "https://evil.example"],
  ["Accept", "\u00ff;;q=x"],
  ["Accept-Encoding", "x;q=9, identity;q=-1"],
  ["If-Match", '"x"'],
  ["Range", "bytes=0-"],
  ["Host", "evil.example"],
  ["Content-Type", "text/html"],
  ["X-Http-Method-Override", "DELETE"],
];

const isKnown = (route: string) => route in RIGHT_FIELDS;

function strangeBody(chance: Chance, ground: Ground, route: string): Buffer {
  const fields = RIGHT_FIELDS[route]?.(ground, chance) ?? {};
  const dice = chance.upTo(20);
  if (dice === 1) return Buffer.alloc(0);
  if (dice === 2) return Buffer.from(Array.from({ length: chance.upTo(300) }, () => chance.upTo(256) - 1));
  if (dice === 3) return Buffer.from(`{"name":"${"x".repeat(chance.pick([65_500, 65_536, 200_000]))}"}`);
  if (dice === 4) return Buffer.from(`\ufeff${strangeObject(chance, fields)}`);
  if (dice === 5) return Buffer.from("[".repeat(30_000));
  if (dice === 6) return Buffer.from(asObject(fields), "utf16le");
  if (dice > 14) return Buffer.from(asObject(fields));
  return Buffer.from(dice < 10 ? strangeJson(chance) : strangeObject(chance, fields));
}

const asObject = (fields: Record<string, string>) =>
  `{${Object.entries(fields).map(([name, value]) => `"${name}":${value}`)}}`;

function strangeTarget(chance: Chance, ground: Ground, path: string): string {
  const idOf = (known: readonly string[]) => (chance.upTo(5) === 1 ? chance.pick(IDS) : chance.pick(known));
  const target = path
    .replace("[caddieId]", () => idOf(ground.caddieIds))
    .replace("[turnId]", () => idOf(ground.turnIds))
    .replace("[listNumber]", () => idOf(["1", "2", "3", "7"]))
    .replace(/\[[^\]]+\]/, () => chance.pick(IDS));
  if (chance.upTo(3) > 1) return target;
  const pairs = Array.from({ length: chance.upTo(4) }, () => `${chance.pick(NAMES)}=${chance.pick(VALUES)}`);
  return `${target}?${pairs.join("&")}`;
}

/** The length of the body: mostly as it is, now and then a lie, in chunks, or broken off. */
function withLength(chance: Chance, request: RawRequest): RawRequest {
  const { length } = request.body;
  if (length === 0) return request;
  const dice = chance.upTo(20);
  const said = (value: number): RawRequest => ({
    ...request,
    headers: [...request.headers, ["Content-Length", String(value)]],
  });
  if (dice === 1) return { ...said(length), breaksOffAt: chance.upTo(length) - 1 };
  // No part of an object is one: a shorter text that can be read would be a request of its own, and be done.
  if (dice === 2 && request.body[0] === 0x7b) return said(chance.upTo(length));
  if (dice > 4) return said(length);
  const chunked = chance.pick([1 + Math.ceil(length / 20), 1_000, 70_000]);
  return { ...request, headers: [...request.headers, ["Transfer-Encoding", "chunked"]], chunked };
}
