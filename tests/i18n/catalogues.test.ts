import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ABSENCE_KINDS, ABSENCE_STATES } from "@/lib/absences/vocabulary";
import { ROLES } from "@/lib/auth/actor";
import { CADDIE_STATUSES, MOVE_RULES } from "@/lib/caddies/vocabulary";
import { DRAW_STATES } from "@/lib/draws/vocabulary";
import en from "@/lib/i18n/en.json";
import es from "@/lib/i18n/es.json";
import { ROW_FAULTS } from "@/lib/imports/vocabulary";
import { CLUB_WORDS, CONCEPTS, WALL_PRIVACY } from "@/lib/organizations/vocabulary";
import { PLACE_CAUSES } from "@/lib/places/vocabulary";
import { ROLL_MARKS } from "@/lib/roll-calls/vocabulary";

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
}

const spanish = new Map(leaves(es));
const english = new Map(leaves(en));
/** The values that a text takes; the branches of a plural are words, not values. */
const values = (text: string) => [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map((m) => m[1]))].sort();
const tags = (text: string) => [...new Set([...text.matchAll(/<(\w+)>/g)].map((m) => m[1]))].sort();

test("both catalogues say the same things", () => {
  expect([...english.keys()].sort()).toEqual([...spanish.keys()].sort());
  for (const [key, text] of spanish) {
    const other = english.get(key) ?? "";
    expect([key, values(other), tags(other)]).toEqual([key, values(text), tags(text)]);
  }
});

test("no text is empty", () => {
  const empty = [...spanish, ...english].filter(([, text]) => text.trim() === "").map(([key]) => key);
  expect(empty).toEqual([]);
});

test("no text is left over: each key is named by some screen", () => {
  const sources = ["app", "components", "hooks", "lib/i18n", "lib/notices", "lib/users"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const named = new Set([...sources.matchAll(/["'.]([A-Za-z_\d ]+)["']/g)].map((m) => m[1]));
  const computed = new Set<string>([
    ...CADDIE_STATUSES,
    ...MOVE_RULES,
    ...WALL_PRIVACY,
    ...CONCEPTS,
    ...Object.values(CLUB_WORDS).flat(),
    ...ROLES,
    ...DRAW_STATES,
    ...ABSENCE_KINDS,
    ...ABSENCE_STATES,
    ...ROW_FAULTS,
    ...ROLL_MARKS,
    ...PLACE_CAUSES,
  ]);
  const unused = [...spanish.keys()].filter((key) => {
    const last = key.split(".").at(-1) ?? "";
    return !named.has(last) && !computed.has(last) && !key.startsWith("refusals.");
  });
  expect(unused).toEqual([]);
});

test("Spanish says a status as the board's data do, and every language has a word of its own", () => {
  for (const status of CADDIE_STATUSES) {
    expect(es.status[status]).toBe(status);
    expect(en.status[status]).not.toBe(status);
  }
});
