import { expect } from "vitest";
import type { Caddie } from "@/lib/caddies/contract";
import type { PastDay, PastRow } from "@/lib/history/contract";
import { boardOf, replay, rowsOf } from "@/lib/history/reducer";
import { dayOf } from "@/lib/i18n/days";
import type { Person } from "../harness/factories";

const byId = <T extends { caddieId: string }>(found: readonly T[]) =>
  [...found].sort((a, b) => (a.caddieId < b.caddieId ? -1 : 1));
const seen = ({ id: caddieId, name, listNumber, status, position, since }: Caddie): PastRow => ({
  ...{ caddieId, name, listNumber, status, position, since },
});

/** Somebody who looks at the board from time to time, and later asks what it was like then. */
export class Witness {
  readonly #person: Person;
  readonly #lists: readonly number[];
  readonly #remembered: { at: string; board: PastRow[] }[] = [];

  constructor(person: Person, lists: readonly number[]) {
    this.#person = person;
    this.#lists = lists;
  }

  /** Looks, when nothing is under way; the past of this moment is the present. */
  async look(note?: string): Promise<void> {
    const at = new Date().toISOString();
    const board = byId((await this.#person.api.board()).body.data.map(seen));
    this.#remembered.push({ at, board });
    expect(byId(await this.#boardAt(at)), note).toEqual(board);
  }

  /** All that was seen is told the same way, moment by moment and when the days are played again. */
  async expectSamePast(timeZone = "America/Bogota"): Promise<void> {
    for (const { at, board } of this.#remembered) expect(byId(await this.#boardAt(at)), at).toEqual(board);
    for (const list of this.#lists) {
      for (const { at, board } of this.#remembered) {
        const day = dayOf(Date.parse(at), timeZone);
        const { start, changes } = await this.#day(list, day);
        const then = rowsOf(replay(boardOf(start), changes, Date.parse(at)), list);
        expect(byId(then), at).toEqual(board.filter(({ listNumber }) => listNumber === list));
      }
    }
  }

  async #boardAt(at: string): Promise<PastRow[]> {
    const boards = this.#lists.map((list) =>
      this.#person.api.request<{ data: PastRow[] }>("GET", `/api/history/board?list=${list}&at=${at}`),
    );
    return (await Promise.all(boards)).flatMap(({ body }) => body.data);
  }

  async #day(list: number, day: string): Promise<PastDay> {
    const path = `/api/history/days?list=${list}&day=${day}`;
    return (await this.#person.api.request<{ data: PastDay }>("GET", path)).body.data;
  }
}
