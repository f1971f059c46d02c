import { useEffect, useState } from "react";
import type { Draw } from "../lib/draws/contract";
import { type Verdict, verify } from "../lib/draws/policy";

/** `unable`: browsers compute hashes only on a page that came safely (https). */
export type DrawCheck = { state: "checking" } | { state: "unable" } | ({ state: "checked" } & Verdict & Seen);

interface Seen {
  /** When this device first saw the promise, ISO 8601; null: only after the draw, or never. */
  seenAt: string | null;
  /** The promise is the one that this device saw then. */
  sameAsSeen: boolean;
}

const STORED = "caddiepro.draws";
const KEPT = 60;

/** Recomputes a draw on this device, and compares its promise with the one that the device saw before the draw. */
export function useDrawCheck(draw: Draw): DrawCheck {
  const [check, setCheck] = useState<DrawCheck>({ state: "checking" });
  useEffect(() => {
    let over = false;
    const seen = remember(draw);
    const done = (found: DrawCheck) => {
      if (!over) setCheck(found);
    };
    if (!globalThis.crypto?.subtle) done({ state: "unable" });
    else
      verify(draw).then(
        (verdict) => done({ state: "checked", ...verdict, ...seen }),
        () => done({ state: "unable" }),
      );
    return () => {
      over = true;
    };
  }, [draw]);
  return check;
}

type Promises = Record<string, { commitment: string; at: string }>;

/** Keeps the promise of a draw that is still to come: who changes it later is found out by every device that was there. */
function remember({ id, state, commitment }: Draw): Seen {
  try {
    const known = JSON.parse(localStorage.getItem(STORED) ?? "{}") as Promises;
    const own = known[id];
    if (own) return { seenAt: own.at, sameAsSeen: own.commitment === commitment };
    if (state !== "committed") return { seenAt: null, sameAsSeen: true };
    const at = new Date().toISOString();
    const kept = Object.entries({ ...known, [id]: { commitment, at } }).slice(-KEPT);
    localStorage.setItem(STORED, JSON.stringify(Object.fromEntries(kept)));
    return { seenAt: at, sameAsSeen: true };
  } catch {
    // A device that keeps nothing can still recompute.
    return { seenAt: null, sameAsSeen: true };
  }
}
