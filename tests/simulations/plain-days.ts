import { changeCaddieStatus, startTurn, undoChange, updateCaddie } from "@/lib/caddies/commands";
import { closeDueDays } from "@/lib/closes/jobs";
import { addDays } from "@/lib/i18n/days";
import { silent } from "../harness/past";
import type { MovedClub } from "../history/moved-club";

const [OPENS, LAST_TEE, EVENING] = [6 * 60, 15 * 60, 20 * 60];
/** How long a round takes, give or take, in minutes. */
const ROUND = { 9: 130, 18: 255 } as const;

interface Planned {
  minute: number;
  act: (at: Date) => Promise<void>;
}

/**
 * Days in which the rules alone decide: absences in the morning, groups that go out and come back, some turns that nobody
 * ends, a place that is chosen here and there, and what is taken back.
 */
export class PlainDays {
  readonly #moved: MovedClub;
  #planned: Planned[] = [];

  constructor(moved: MovedClub) {
    this.#moved = moved;
  }

  /** Lives one day and closes it. */
  async live(): Promise<void> {
    const moved = this.#moved;
    await this.#morning();
    for (const list of moved.lists) this.#planOutings(list);
    for (let next = this.#next(); next; next = this.#next()) await next.act(moved.at(next.minute));
    this.#planned = [];
    await closeDueDays(moved.server.db, silent, () => moved.at(EVENING));
    moved.day = addDays(moved.day, 1);
  }

  #next(): Planned | undefined {
    this.#planned.sort((a, b) => a.minute - b.minute);
    const next = this.#planned.shift();
    return next && next.minute < EVENING ? next : undefined;
  }

  async #morning(): Promise<void> {
    const moved = this.#moved;
    for (const [i, { id: caddieId, status }] of (await moved.board()).entries()) {
      // One after the other: what is done later is not told of an earlier moment.
      const at = moved.at(OPENS + i / 20);
      if (status === "Ausente" && !moved.once(3))
        await moved.run(at, changeCaddieStatus, { caddieId, status: "Disponible" });
      else if (status === "Disponible" && moved.once(8))
        await moved.run(at, changeCaddieStatus, { caddieId, status: "Ausente" });
      else if (status === "Disponible" && moved.once(20))
        await moved.run(at, updateCaddie, { caddieId, position: moved.chance.upTo(5), reason: "palabra" });
    }
  }

  /** As many outings as make each caddie go out about once. */
  #planOutings(list: number): void {
    const { chance, club } = this.#moved;
    const groups = Math.round((club.list(list).length * (0.7 + chance.next() * 0.6)) / 2.5);
    for (let i = 0; i < groups; i++) {
      const minute = OPENS + 30 + Math.floor(chance.next() * (LAST_TEE - OPENS - 30));
      this.#planned.push({ minute, act: (at) => this.#sendSome(list, at, minute) });
    }
  }

  async #sendSome(list: number, at: Date, minute: number): Promise<void> {
    const moved = this.#moved;
    for (const { id: caddieId } of (await moved.queue(list)).slice(0, moved.chance.upTo(4))) {
      const holes = moved.once(3) ? 9 : 18;
      await moved.run(at, startTurn, { caddieId, holes });
      if (moved.once(15)) {
        await moved.run(at, undoChange, { caddieId });
        continue;
      }
      // Now and then somebody comes back and nobody notes it.
      if (moved.once(20)) continue;
      this.#planned.push({
        minute: minute + ROUND[holes] + moved.chance.upTo(40) - 20,
        act: async (then) =>
          void (await moved.run(then, changeCaddieStatus, { caddieId, status: "Disponible" })),
      });
    }
  }
}
