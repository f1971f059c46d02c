import { expect } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { authenticate } from "@/lib/auth/authenticate";
import { changeCaddieStatus, startTurn, undoChange, updateCaddie } from "@/lib/caddies/commands";
import { boardSnapshot } from "@/lib/caddies/queries";
import { closeDueDays } from "@/lib/closes/jobs";
import { type Command, runCommand } from "@/lib/commands";
import { caddiesAt } from "@/lib/history/queries";
import { boardOf, rowsOf } from "@/lib/history/reducer";
import { addDays, instantOf } from "@/lib/i18n/days";
import { Chance } from "../harness/chance";
import type { TestClub } from "../harness/factories";
import { silent } from "../harness/past";
import type { TestServer } from "../harness/server";

const ZONE = "America/Bogota";
const MINUTE = 60_000;
const FIRST_DAY = "2026-03-02";
const [OPENS, LAST_TEE] = [6 * 60, 15 * 60];
/** How long a round takes, give or take, in minutes. */
const ROUND = { 9: 130, 18: 255 } as const;

interface Planned {
  minute: number;
  act: (at: Date) => Promise<void>;
}

/**
 * A club through its days, by the commands that the routes run, with a clock that is moved: absences in the morning, groups
 * that go out and come back, some turns that nobody ends, a place that is chosen here and there, and what is taken back.
 */
export class Month {
  readonly chance: Chance;
  readonly #server: TestServer;
  readonly #club: TestClub;
  readonly #lists: readonly number[];
  #actor: Actor | null = null;
  #day = FIRST_DAY;
  #planned: Planned[] = [];
  readonly #seen: { at: Date; board: string }[] = [];

  constructor(server: TestServer, club: TestClub, lists: readonly number[], seed: number) {
    this.#server = server;
    this.#club = club;
    this.#lists = lists;
    this.chance = new Chance(seed);
  }

  /** Lives one day and closes it. */
  async live(): Promise<void> {
    this.#actor ??= await authenticate(this.#club.admin.token);
    const weekend = new Date(this.#day).getUTCDay() % 6 === 0;
    await this.#morning();
    for (const list of this.#lists) this.#planOutings(list, weekend ? 1.6 : 1);
    while (this.#planned.length > 0) {
      this.#planned.sort((a, b) => a.minute - b.minute);
      const next = this.#planned.shift();
      if (!next || next.minute >= 20 * 60) break;
      const at = this.#at(next.minute);
      await next.act(at);
      if (this.chance.upTo(12) === 1) await this.#look(at);
    }
    this.#planned = [];
    await closeDueDays(this.#server.db, silent, () => this.#at(20 * 60));
    await this.#look(this.#at(20 * 60));
    this.#day = addDays(this.#day, 1);
  }

  /** Every board that was seen is told the same way from the moves, now that so much has happened since. */
  async expectSamePast(): Promise<void> {
    for (const { at, board } of this.#seen) expect(await this.#told(at), at.toISOString()).toBe(board);
    expect(this.#seen.length).toBeGreaterThan(3);
  }

  async #morning(): Promise<void> {
    const caddies = await this.#board();
    for (const { id: caddieId, status, listNumber } of caddies) {
      const minute = OPENS + this.chance.upTo(20) / 20;
      if (status === "Ausente" && this.chance.upTo(3) > 1)
        await this.#do(minute, changeCaddieStatus, { caddieId, status: "Disponible" });
      else if (status === "Disponible" && this.chance.upTo(25) === 1)
        await this.#do(minute, changeCaddieStatus, { caddieId, status: "Ausente" });
      else if (status === "Disponible" && this.chance.upTo(60) === 1)
        await this.#do(minute, updateCaddie, {
          caddieId,
          position: this.chance.upTo(5),
          reason: `lista ${listNumber}`,
        });
    }
  }

  /** As many outings as make each caddie go out about once on a work day. */
  #planOutings(list: number, busy: number): void {
    const groups = Math.round((this.#club.list(list).length * busy * (0.7 + this.chance.next() * 0.6)) / 2.5);
    for (let i = 0; i < groups; i++) {
      const minute = OPENS + 30 + Math.floor(this.chance.next() * (LAST_TEE - OPENS - 30));
      this.#planned.push({ minute, act: (at) => this.#sendGroup(list, at, minute) });
    }
  }

  async #sendGroup(list: number, at: Date, minute: number): Promise<void> {
    const size = this.chance.upTo(4);
    const queue = (await this.#board()).filter((c) => c.listNumber === list && c.position !== null);
    for (const { id: caddieId } of queue.slice(0, size)) {
      const holes = this.chance.upTo(3) === 1 ? 9 : 18;
      await this.#run(at, startTurn, { caddieId, holes });
      if (this.chance.upTo(40) === 1) {
        await this.#run(at, undoChange, { caddieId });
        continue;
      }
      // One of eighty comes back and nobody notes it.
      if (this.chance.upTo(80) === 1) continue;
      const back = minute + ROUND[holes] + this.chance.upTo(40) - 20;
      this.#planned.push({
        minute: back,
        act: (then) => this.#run(then, changeCaddieStatus, { caddieId, status: "Disponible" }),
      });
    }
  }

  #do<I, R>(minute: number, command: Command<I, R>, input: I): Promise<void> {
    return this.#run(this.#at(minute), command, input);
  }

  async #run<I, R>(at: Date, command: Command<I, R>, input: I): Promise<void> {
    if (!this.#actor) throw new Error("nobody is signed in");
    await runCommand(command, input, this.#actor, { success: 200, now: at });
  }

  #at(minute: number): Date {
    return new Date(instantOf(this.#day, "00:00", ZONE) + Math.round(minute * MINUTE));
  }

  async #board() {
    if (!this.#actor) throw new Error("nobody is signed in");
    const { data } = await boardSnapshot(this.#server.db, this.#actor);
    return data;
  }

  /** Looks at the board: its queues are dense, and the past of this moment is the present. */
  async #look(at: Date): Promise<void> {
    const caddies = await this.#board();
    for (const list of this.#lists) {
      const places = caddies.flatMap((c) =>
        c.listNumber === list && c.position !== null ? [c.position] : [],
      );
      expect(places).toEqual(places.map((_, i) => i + 1));
    }
    const board = JSON.stringify(
      caddies.map(({ id, name, status, position }) => [id, name, status, position]).sort(),
    );
    expect(await this.#told(at)).toBe(board);
    // What else is done in the same moment belongs to it.
    if (this.#planned[0]?.minute !== undefined && this.#at(this.#planned[0].minute) <= at) return;
    this.#seen.push({ at, board });
  }

  async #told(at: Date): Promise<string> {
    const board = boardOf(await caddiesAt(this.#server.db, this.#club.id, at));
    const rows = this.#lists.flatMap((list) => rowsOf(board, list));
    return JSON.stringify(
      rows.map(({ caddieId, name, status, position }) => [caddieId, name, status, position]).sort(),
    );
  }
}
