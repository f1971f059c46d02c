import type { Draw } from "./contract";

/** Puts a draw as it is now among those that a page knows, the latest first. Idempotent by the draw's version. */
export function reduceDraws(draws: readonly Draw[], saved: Draw): readonly Draw[] {
  const known = draws.find(({ id }) => id === saved.id);
  if (known) {
    if (known.version >= saved.version) return draws;
    return draws.map((draw) => (draw === known ? saved : draw));
  }
  return [...draws, saved].sort(latestFirst);
}

function latestFirst(a: Draw, b: Draw): number {
  if (a.committedAt !== b.committedAt) return a.committedAt < b.committedAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
