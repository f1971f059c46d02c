import { expect } from "vitest";
import { closeDueDays } from "@/lib/closes/jobs";
import { caddiesAt } from "@/lib/history/queries";
import { boardOf, rowsOf } from "@/lib/history/reducer";
import { addDays } from "@/lib/i18n/days";
import { changeRules } from "@/lib/rules/commands";
import { headsOf } from "../harness/log";
import { silent } from "../harness/past";
import { expectClosed, expectFrozenKept, expectSoundBoard } from "./audit";
import type { Followers } from "./followers";
import { Mornings } from "./mornings";
import type { MovedClub } from "./moved-club";
import { Outings } from "./outings";
import { Tally } from "./tally";

/** Every list lives by rules of its own. */
const RULES = {
  1: { callAt: "06:00" },
  2: { callsFirst: true, skipTo: { places: 2 }, noShowTo: "absent" as const },
  3: {
    ...{ lateTo: "after_present" as const, absentTo: "kept" as const },
    ...{ skipTo: "end" as const, noShowTo: { places: 5 } },
  },
};
const EVENING = 20 * 60;

interface Planned {
  minute: number;
  act: (at: Date) => Promise<void>;
}

/**
 * A club through its days, by the commands that the routes run, with a clock that is moved: the roll call in the morning,
 * draws, groups that go out and come back, whatever goes wrong on the way, and the close of each night. List 1 lives by
 * its rotation alone, list 2 is drawn each Monday, list 3 each morning; the seeds of the draws are the server's own.
 */
export class Month {
  readonly #club: MovedClub;
  readonly #followers: Followers;
  readonly #mornings: Mornings;
  readonly #seen: { at: Date; board: string }[] = [];
  #planned: Planned[] = [];

  constructor(club: MovedClub, followers: Followers) {
    this.#club = club;
    this.#followers = followers;
    this.#mornings = new Mornings(club);
  }

  async decideRules(): Promise<void> {
    const at = this.#club.at(4 * 60);
    for (const listNumber of [1, 2, 3] as const)
      await this.#club.run(at, changeRules, { listNumber, ...RULES[listNumber] });
  }

  /** Lives one day and closes it. */
  async live(): Promise<void> {
    const club = this.#club;
    const tally = new Tally();
    await this.#morning(tally);
    const outings = new Outings(club, tally, (minute, act) => this.#planned.push({ minute, act }));
    const weekend = new Date(club.day).getUTCDay() % 6 === 0;
    for (const list of club.lists) outings.plan(list, weekend ? 1.6 : 1);
    for (let next = this.#next(); next; next = this.#next()) {
      const at = club.at(next.minute);
      await next.act(at);
      if (club.once(12)) await this.#look(at);
    }
    this.#planned = [];
    await this.#close(tally);
    club.day = addDays(club.day, 1);
  }

  /** Every board that was seen is told the same way from the moves, now that so much has happened since. */
  async expectSamePast(): Promise<void> {
    for (const { at, board } of this.#seen) expect(await this.#told(at), at.toISOString()).toBe(board);
    expect(this.#seen.length).toBeGreaterThan(3);
    await expectFrozenKept(this.#club);
    for (const list of this.#club.lists) await this.#mornings.expectDrawsKept(list);
  }

  async #morning(tally: Tally): Promise<void> {
    const club = this.#club;
    const monday = new Date(club.day).getUTCDay() === 1;
    await this.#mornings.wake();
    await this.#mornings.absences();
    for (const list of club.lists) {
      await this.#mornings.rollCall(list, tally, list === 3 && club.once(4));
      await this.#mornings.places(list);
    }
    if (monday) await this.#mornings.draw(2);
    await this.#mornings.draw(3);
    await this.#mornings.expectAway();
    await this.#look(club.at(6 * 60 + 30));
  }

  #next(): Planned | undefined {
    this.#planned.sort((a, b) => a.minute - b.minute);
    const next = this.#planned.shift();
    return next && next.minute < EVENING ? next : undefined;
  }

  /** The clock closes the day, and whoever tries again changes nothing. */
  async #close(tally: Tally): Promise<void> {
    const { server, club } = this.#club;
    const at = this.#club.at(EVENING);
    await closeDueDays(server.db, silent, () => at);
    await this.#look(at);
    tally.close(at);
    await expectClosed(this.#club, tally);
    const heads = await headsOf(server, club.id);
    await closeDueDays(server.db, silent, () => at);
    expect(await headsOf(server, club.id)).toEqual(heads);
    await expectClosed(this.#club, tally);
  }

  /** Looks at the board: it is sound, all who follow it have it, and the past of this moment is the present. */
  async #look(at: Date): Promise<void> {
    const caddies = await expectSoundBoard(this.#club);
    await this.#followers.expectFresh();
    const board = JSON.stringify(
      caddies.map(({ id, name, status, position }) => [id, name, status, position]).sort(),
    );
    expect(await this.#told(at)).toBe(board);
    // What else is done in the same moment belongs to it.
    if (this.#planned.some(({ minute }) => this.#club.at(minute) <= at)) return;
    this.#seen.push({ at, board });
  }

  async #told(at: Date): Promise<string> {
    const board = boardOf(await caddiesAt(this.#club.server.db, this.#club.club.id, at));
    const rows = this.#club.lists.flatMap((list) => rowsOf(board, list));
    return JSON.stringify(
      rows.map(({ caddieId, name, status, position }) => [caddieId, name, status, position]).sort(),
    );
  }
}
