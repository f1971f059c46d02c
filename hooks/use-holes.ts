import { useSyncExternalStore } from "react";
import { Listeners } from "./listeners";

export type Holes = 9 | 18;
/** What most go out for. */
const USUAL: Holes = 18;
const listeners = new Listeners();
/** Where the device keeps nothing, the page does. */
const chosen = new Map<number, Holes>();
const keyOf = (listNumber: number) => `caddiepro.holes.${listNumber}`;

/** How many holes a list was last sent out for on this device. */
export function holesOf(listNumber: number): Holes {
  const known = chosen.get(listNumber);
  if (known) return known;
  try {
    return localStorage.getItem(keyOf(listNumber)) === "9" ? 9 : USUAL;
  } catch {
    return USUAL;
  }
}

export function chooseHoles(listNumber: number, holes: Holes): void {
  chosen.set(listNumber, holes);
  try {
    localStorage.setItem(keyOf(listNumber), String(holes));
  } catch {
    // The page knows it until it is closed.
  }
  listeners.tell();
}

/** How many holes the next of this list goes out for, and how to choose others. */
export function useHoles(listNumber: number): [Holes, (holes: Holes) => void] {
  const holes = useSyncExternalStore(
    listeners.subscribe,
    () => holesOf(listNumber),
    () => USUAL,
  );
  return [holes, (next) => chooseHoles(listNumber, next)];
}
