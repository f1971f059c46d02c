import { type ListView, viewLists } from "@/components/caddies/board-view";
import type { Caddie, CaddieStatus } from "@/lib/caddies/contract";
import { boardFromSnapshot } from "@/lib/caddies/reducer";
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
    turn: status === "En campo" ? { id: idOf(9, n), startedAt: since, holes: 18 } : null,
    recentTurns: [],
    phoneNumber: null,
    ...facts,
  };
}

export const idOf = (listNumber: number, n: number) =>
  `00000000-0000-4000-8000-${String(listNumber * 1000 + n).padStart(12, "0")}`;

/** The screens' view of these caddies, nothing pending, nothing just changed. */
export function listsOf(
  caddies: Caddie[],
  numbers: number[],
  marks: Partial<Parameters<typeof viewLists>[2]> = {},
): ListView[] {
  return viewLists(
    boardFromSnapshot(caddies, numbers),
    numbers.map((number) => ({ number, name: `Lista ${number}` })),
    { pending: new Map(), changed: new Set(), ...marks },
    (number) => `Lista ${number}`,
  );
}
