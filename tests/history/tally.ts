/** What one caddie did in a day. */
export interface Done {
  turns9: number;
  turns18: number;
  requested: number;
  minutesOut: number;
  late: number;
  noShows: number;
  skips: number;
  forgotten: number;
}
const NOTHING: Done = {
  ...{ turns9: 0, turns18: 0, requested: 0, minutesOut: 0 },
  ...{ late: 0, noShows: 0, skips: 0, forgotten: 0 },
};
interface Out {
  since: Date;
  holes: 9 | 18;
  requested: boolean;
}

/** A day on paper, kept by those who live it: what the books of the club must come to. */
export class Tally {
  readonly #done = new Map<string, Done>();
  readonly #out = new Map<string, Out>();

  of(caddieId: string): Done {
    return this.#done.get(caddieId) ?? NOTHING;
  }

  /** Once more of this. */
  note(caddieId: string, what: "late" | "noShows" | "skips", by = 1): void {
    this.#add(caddieId, { [what]: by });
  }

  out(caddieId: string, turn: Out): void {
    if (this.#out.has(caddieId)) throw new Error(`${caddieId} is out twice`);
    this.#out.set(caddieId, turn);
  }

  back(caddieId: string, at: Date, forgotten = 0): void {
    const turn = this.#out.get(caddieId);
    if (!turn) throw new Error(`${caddieId} is back and was not out`);
    this.#out.delete(caddieId);
    this.#add(caddieId, {
      turns9: Number(turn.holes === 9),
      turns18: Number(turn.holes === 18),
      requested: Number(turn.requested),
      minutesOut: (at.getTime() - turn.since.getTime()) / 60_000,
      forgotten,
    });
  }

  /** The evening: whoever is still out was forgotten. @returns how many */
  close(at: Date): number {
    const left = [...this.#out.keys()];
    for (const caddieId of left) this.back(caddieId, at, 1);
    return left.length;
  }

  #add(caddieId: string, more: Partial<Done>): void {
    const known = this.of(caddieId);
    const sum = Object.entries(more).map(([what, by]) => [what, known[what as keyof Done] + by]);
    this.#done.set(caddieId, { ...known, ...Object.fromEntries(sum) });
  }
}
