import type { Chance } from "../harness/chance";

const ATOMS = [
  ..."null true false 0 -1 -0 1.5 1e400 -1e400 1e-400 9007199254740993 2147483648 9223372036854775808".split(
    " ",
  ),
  ..."99999999999999999999999999 0.1e1 100 18 9 1 2 3".split(" "),
  ...[
    '""',
    '" "',
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud83d"',
    '"\\udc00x"',
    '"\\u202e\\u0007"',
    '"😀"',
    '"Ñandú"',
  ],
  ...['"En campo"', '"Disponible"', '"finished"', '"list-1"', '"admins"', '"control"', '"user"'],
  ...['"__proto__"', '"constructor"', '"toString"', '"1"', '"true"', '"NaN"', '"2026-02-30T25:61:61Z"'],
  ...[
    '"00000000-0000-0000-0000-000000000000"',
    '"\'; drop table caddies; --"',
    '"%00"',
    '"../../etc/passwd"',
  ],
  ...['{"_placeholder":true,"num":0}', '{"_placeholder":true,"num":-1}', '{"_placeholder":true,"num":"0"}'],
  ...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', "[]", "{}", "[[]]"],
];
/** No JSON at all. */
const BROKEN = [
  "NaN",
  "undefined",
  "'x'",
  "{",
  "[",
  '"',
  "{,}",
  "[1,]",
  "{1:2}",
  "\u0000",
  "tru",
  "01",
  "+1",
  "//",
];
const KEYS = [
  ..."name listNumber phoneNumber status position reason expectedVersion caddieId holes notes opId".split(
    " ",
  ),
  ..."token club admin timeZone lists language locale theme current next number wallPrivacy".split(" "),
  ..."turnId identifier password stream epoch after limit cursor list from to startedAt endedAt".split(" "),
  ..."__proto__ constructor prototype toString hasOwnProperty length toJSON then id data event ok".split(" "),
  ...["", " ", "\\u0000", "\\ud800", "a.b", "0"],
];

/** A JSON text of any shape; now and then one that is none. Bounded in size by `depth`. */
export function strangeJson(chance: Chance, depth = 3): string {
  const dice = chance.upTo(20);
  if (dice === 1) return chance.pick(BROKEN);
  if (dice === 2) return deep(chance);
  if (dice === 3) return `"${chance.pick(["x", "ñ", "😀", "\\u0000"]).repeat(chance.upTo(2_000))}"`;
  if (depth === 0 || dice < 12) return chance.pick(ATOMS);
  const parts = Array.from({ length: chance.upTo(5) - 1 }, () => strangeJson(chance, depth - 1));
  if (dice < 14) return `[${parts.join(",")}]`;
  return `{${parts.map((part) => `"${chance.pick(KEYS)}":${part}`).join(",")}}`;
}

/** An object with these fields, some of them strange, missing or double. */
export function strangeObject(chance: Chance, fields: Record<string, string>): string {
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    const dice = chance.upTo(6);
    if (dice === 1) return [];
    return [`"${name}":${dice <= 3 ? strangeJson(chance, 2) : value}`];
  });
  if (chance.upTo(4) === 1) parts.push(`"${chance.pick(KEYS)}":${strangeJson(chance, 1)}`);
  if (chance.upTo(12) === 1 && parts[0]) parts.push(parts[0]);
  return `{${parts.join(",")}}`;
}

function deep(chance: Chance): string {
  const levels = chance.pick([10, 500, 4_000]);
  return chance.upTo(2) === 1
    ? "[".repeat(levels) + "]".repeat(chance.pick([levels, levels - 1]))
    : `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
}
