import { type ListView, viewLists } from "@/components/caddies/board-view";
import type { Caddie, CaddieStatus, OpenTurn } from "@/lib/caddies/contract";
import { boardFromSnapshot } from "@/lib/caddies/reducer";
import { DEFAULT_RULES, type Rules } from "@/lib/rules/vocabulary";
import { minutesAgo } from "./render";

const NAMES = [
  "Alejandro Ríos",
  "Jhon Fredy Zapata",
  "Carlos Mejía",
  "Wilmar Ossa",
  "Diego Arango",
  "Luis Ángel Cano",
];

/** A caddie as the server sends him; the id follows from list and number, so that a test can name it. */
export function caddie(listNumber: number, n: number, facts: Partial<Caddie> = {}): Caddie {
  const status: CaddieStatus = facts.status ?? "Disponible";
  const since = facts.since ?? minutesAgo(60 - n);
  return {
    id: idOf(listNumber, n),
    name: NAMES[n - 1] ?? `Caddie ${n}`,
    listNumber,
    status,
    position: status === "Disponible" ? n : null,
    version: 1,
    createdAt: minutesAgo(10_000),
    updatedAt: since,
    since,
    calledAt: null,
    turn: status === "En campo" ? turn(idOf(9, n), since) : null,
    recentTurns: [],
    phoneNumber: null,
    ...facts,
  };
}

/** A turn of 18 holes of which nothing more is known. */
export const turn = (id: string, startedAt: string, facts: Partial<OpenTurn> = {}): OpenTurn => ({
  ...{ id, startedAt, holes: 18, groupId: null, requested: false, requestedBy: null, expectedBackAt: null },
  ...facts,
});

export const idOf = (listNumber: number, n: number) =>
  `00000000-0000-4000-8000-${String(listNumber * 1000 + n).padStart(12, "0")}`;

/** The screens' view of these caddies, nothing pending, nothing just changed. */
export function listsOf(
  caddies: Caddie[],
  numbers: number[],
  marks: Partial<Parameters<typeof viewLists>[2]> = {},
  rules: Partial<Rules> = {},
): ListView[] {
  const law = { ...DEFAULT_RULES, ...rules };
  return viewLists(
    boardFromSnapshot(caddies, numbers, Object.fromEntries(numbers.map((number) => [number, law]))),
    numbers.map((number) => ({ number, name: `Lista ${number}` })),
    { pending: new Map(), changed: new Set(), ...marks },
    (number) => `Lista ${number}`,
  );
}
