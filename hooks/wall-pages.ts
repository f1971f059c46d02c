/** What is in sight: which list, and which part of those who are out. */
export interface WallPage {
  list: number;
  part: number;
}

interface Sizes {
  number: number;
  /** On the course. */
  out: number;
}

/** Those on the course who are in sight at once. */
export const OUT_IN_SIGHT = 9;
const TURN_MS = 12_000;
/** A call stays in sight so long before another list's, or the next page, takes its place. */
const HOLD_MS = 20_000;

/** Turns the pages of a screen: list after list, part after part, and to a call at once. */
export class Pages {
  #page: WallPage | null = null;
  #until = 0;
  #held = false;
  /** Lists with a call that waits for another one's to have been seen. */
  #waiting: number[] = [];

  /** Somebody was called: his list is turned to, after the call that is being shown. */
  call(listNumber: number, now: number): void {
    if (this.#held && now < this.#until && this.#page?.list !== listNumber) {
      if (!this.#waiting.includes(listNumber)) this.#waiting.push(listNumber);
    } else this.#hold(listNumber, now);
  }

  /** @param now in ms of a clock that goes forward @returns the page to show, null where there is no list */
  at(now: number, lists: readonly Sizes[]): WallPage | null {
    const [first] = lists;
    if (!first) {
      this.#page = null;
      return null;
    }
    const page = this.#page;
    const list = lists.find(({ number }) => number === page?.list);
    if (!page || !list) return this.#turnTo({ list: first.number, part: 0 }, now);
    if (now < this.#until) return this.#inside(page, list);
    this.#held = false;
    const called = this.#waiting.shift();
    if (called !== undefined) {
      this.#hold(called, now);
      return this.at(now, lists);
    }
    if (page.part + 1 < partsOf(list)) return this.#turnTo({ list: list.number, part: page.part + 1 }, now);
    const next = lists[(lists.indexOf(list) + 1) % lists.length] ?? first;
    return this.#turnTo({ list: next.number, part: 0 }, now);
  }

  #hold(list: number, now: number): void {
    this.#page = { list, part: 0 };
    this.#until = now + HOLD_MS;
    this.#held = true;
  }

  #turnTo(page: WallPage, now: number): WallPage {
    this.#page = page;
    this.#until = now + TURN_MS;
    return page;
  }

  /** Whoever came in meanwhile may have left the page without anybody on it. */
  #inside(page: WallPage, list: Sizes): WallPage {
    return page.part < partsOf(list) ? page : { ...page, part: 0 };
  }
}

const partsOf = ({ out }: Sizes) => Math.max(1, Math.ceil(out / OUT_IN_SIGHT));
