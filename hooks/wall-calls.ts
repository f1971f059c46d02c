import type { WallList, WallState } from "../lib/walls/contract";

export interface Call {
  /** The same for the same call of the same person. */
  id: string;
  listNumber: number;
  text: string;
}

/** A call that is older was for somebody who has gone by now: it is shown, and not said. */
const FRESH_MS = 30_000;

interface Found extends Call {
  /** Of the person. */
  key: string;
  since: string;
  gone: boolean;
}

const callsOf = ({ number, now }: WallList): Found[] =>
  now.map(({ key, text, since, gone }) => ({
    id: `${key}@${since}`,
    listNumber: number,
    text,
    key,
    since,
    gone,
  }));

/** Tells each call once: not those of the first look, and not what happened while the screen slept. */
export class Calls {
  #known: readonly Found[] | null = null;

  /** @returns the calls that are new, the oldest first */
  heard(state: WallState): Call[] {
    const all = state.lists.flatMap(callsOf);
    const known = this.#known;
    // Those of now and no others: a screen that runs for weeks keeps no list of everybody.
    this.#known = all;
    if (known === null) return [];
    const asOf = Date.parse(state.asOf);
    // Who was called and goes out is called no second time by that; who is called again is.
    const isKnown = ({ id, key, gone }: Found) =>
      known.some((other) => other.id === id || (gone && other.key === key));
    return all
      .filter((call) => !isKnown(call) && asOf - Date.parse(call.since) < FRESH_MS)
      .sort((a, b) => (a.since < b.since ? -1 : 1))
      .map(({ id, listNumber, text }) => ({ id, listNumber, text }));
  }
}
