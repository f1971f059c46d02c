import type { Absence } from "./contract";

/** Puts an absence as it is now among those that a page knows, by first day, the latest first. Idempotent by its version. */
export function reduceAbsences(absences: readonly Absence[], saved: Absence): readonly Absence[] {
  const known = absences.find(({ id }) => id === saved.id);
  if (known && known.version >= saved.version) return absences;
  return [...absences.filter((absence) => absence !== known), saved].sort(latestFirst);
}

function latestFirst(a: Absence, b: Absence): number {
  if (a.startsOn !== b.startsOn) return a.startsOn < b.startsOn ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
