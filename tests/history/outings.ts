import { expect } from "vitest";
import { changeCaddieStatus, startTurn, undoChange } from "@/lib/caddies/commands";
import type { Caddie } from "@/lib/caddies/contract";
import {
  callCaddie,
  dispatchGroup,
  endCall,
  noteNoShow,
  skipCaddie,
  undoDispatch,
} from "@/lib/dispatches/commands";
import { idsOf, type MovedClub, placesOf } from "./moved-club";
import type { Tally } from "./tally";

const [OPENS, LAST_TEE] = [6 * 60 + 40, 15 * 60];
/** How long a round takes, give or take, in minutes. */
const ROUND = { 9: 130, 18: 255 } as const;
/** A list in which each one is called before he goes. */
const CALLS = 2;

type Act = (at: Date) => Promise<void>;
/** Does something later in the day. */
export type Plan = (minute: number, act: Act) => void;

/** A day on the course: who is called, sent, asked for, passed over, taken back, and when each comes back. */
export class Outings {
  readonly #club: MovedClub;
  readonly #tally: Tally;
  readonly #plan: Plan;

  constructor(club: MovedClub, tally: Tally, plan: Plan) {
    this.#club = club;
    this.#tally = tally;
    this.#plan = plan;
  }

  /** As many outings as make each caddie go out about once on a work day. */
  plan(list: number, busy: number): void {
    const { chance, club } = this.#club;
    const groups = Math.round((club.list(list).length * busy * (0.7 + chance.next() * 0.6)) / 2.5);
    for (let i = 0; i < groups; i++) {
      const minute = OPENS + 10 + Math.floor(chance.next() * (LAST_TEE - OPENS - 10));
      if (list === CALLS || this.#club.once(6)) this.#plan(minute - 6, (at) => this.#call(list, at));
      this.#plan(minute, (at) => this.#outing(list, at, minute));
    }
    // Nobody goes after this call: it ends with the day.
    if (this.#club.once(4)) this.#plan(LAST_TEE + 30, (at) => this.#call(list, at));
  }

  async #call(list: number, at: Date): Promise<void> {
    const club = this.#club;
    const before = await club.queue(list);
    const next = before.find(({ calledAt }) => calledAt === null);
    if (!next) return;
    await club.run(at, callCaddie, { caddieId: next.id });
    if (club.once(10)) await club.run(at, endCall, { caddieId: next.id });
    expect(idsOf(await club.queue(list))).toEqual(idsOf(before));
  }

  async #outing(list: number, at: Date, minute: number): Promise<void> {
    const club = this.#club;
    await this.#passOver(list, at);
    const queue = await club.queue(list);
    if (queue.length === 0) return;
    if (club.once(10)) return this.#requested(club.chance.pick(queue), queue, at, minute);
    const chosen = queue.slice(0, club.chance.upTo(4));
    const size = chosen.length;
    const neighbour = size > 1 && club.once(12) ? (await club.queue((list % 3) + 1))[0] : undefined;
    if (neighbour) chosen.splice(-1, 1, neighbour);
    const holes = club.once(3) ? 9 : 18;
    const sent = size > 1 ? await this.#group(chosen, at, holes) : await this.#one(chosen, at, holes);
    const left = idsOf(queue).filter((id) => !sent.includes(id));
    expect(idsOf(await club.queue(list))).toEqual(left);
    for (const caddieId of sent) {
      this.#tally.out(caddieId, { since: at, holes, requested: false });
      // One of eighty comes back and nobody notes it.
      if (!club.once(80)) this.#plan(this.#backAt(minute, holes), (then) => this.#return(caddieId, then));
    }
  }

  /** The next one is skipped, or was called and does not appear. */
  async #passOver(list: number, at: Date): Promise<void> {
    const club = this.#club;
    const [next, ...others] = await club.queue(list);
    const noShow = next?.calledAt != null;
    if (!next || others.length === 0 || !club.once(noShow ? 6 : 12)) return;
    this.#tally.note(next.id, noShow ? "noShows" : "skips");
    if (noShow) await club.run(at, noteNoShow, { caddieId: next.id, reason: "No contestó" });
    else await club.run(at, skipCaddie, { caddieId: next.id });
    const after = await club.queue(list);
    expect(idsOf(after).filter((id) => id !== next.id)).toEqual(idsOf(others));
    expect(after[0]?.id).not.toBe(next.id);
    expect(after.find(({ id }) => id === next.id)?.calledAt ?? null).toBeNull();
  }

  /** @returns who is out by it */
  async #one([next]: Caddie[], at: Date, holes: 9 | 18): Promise<string[]> {
    if (!next) return [];
    const club = this.#club;
    const board = club.once(30) ? await club.board() : null;
    await club.run(at, startTurn, { caddieId: next.id, holes });
    if (club.once(6)) await club.isRefused(at, startTurn, { caddieId: next.id }, "CADDIE_NOT_AVAILABLE");
    if (!board) return [next.id];
    await club.run(at, undoChange, { caddieId: next.id });
    expect(placesOf(await club.board())).toEqual(placesOf(board));
    return [];
  }

  /** All of them, or nobody. @returns who is out by it */
  async #group(chosen: Caddie[], at: Date, holes: 9 | 18): Promise<string[]> {
    const club = this.#club;
    const caddieIds = idsOf(chosen);
    const board = club.once(8) ? await club.board() : null;
    const gone = board?.find(({ status }) => status !== "Disponible");
    const withHim = { caddieIds: [...caddieIds.slice(0, 3), gone?.id ?? ""] };
    if (gone) await club.isRefused(at, dispatchGroup, withHim, "CADDIE_NOT_AVAILABLE");
    const { groupId, caddies } = await club.run(at, dispatchGroup, { caddieIds, holes });
    const told = caddies.map(({ id, status, turn }) => [id, status, turn?.groupId]);
    expect(told).toEqual(caddieIds.map((id) => [id, "En campo", groupId]));
    if (!board || club.once(2)) return caddieIds;
    await club.run(at, undoDispatch, { caddieIds });
    expect(placesOf(await club.board())).toEqual(placesOf(board));
    return [];
  }

  /** A member asks for him: he goes out of turn, and the rotation is as if he had not. */
  async #requested(one: Caddie, queue: Caddie[], at: Date, minute: number): Promise<void> {
    const club = this.#club;
    const holes = club.once(3) ? 9 : 18;
    const { id: caddieId, listNumber } = one;
    await club.run(at, startTurn, { caddieId, holes, requested: { by: "Sr. Gómez" } });
    this.#tally.out(caddieId, { since: at, holes, requested: true });
    const others = queue.filter(({ id }) => id !== caddieId);
    expect(idsOf(await club.queue(listNumber))).toEqual(idsOf(others));
    this.#plan(this.#backAt(minute, holes), async (then) => {
      this.#tally.back(caddieId, then);
      await club.run(then, changeCaddieStatus, { caddieId, status: "Disponible" });
      // Whoever has not moved since stands on the same side of him.
      const now = await club.queue(listNumber);
      const moved = (c: Caddie) => !queue.some(({ id, version }) => id === c.id && version === c.version);
      const still = idsOf(now.filter((c) => c.id === caddieId || !moved(c)));
      expect(still).toEqual(idsOf(queue).filter((id) => still.includes(id)));
    });
  }

  async #return(caddieId: string, then: Date): Promise<void> {
    const club = this.#club;
    const home = club.once(20);
    this.#tally.back(caddieId, then);
    const { listNumber, position } = await club.run(then, changeCaddieStatus, {
      caddieId,
      status: home ? "Ausente" : "Disponible",
    });
    if (!home) expect(position).toBe((await club.queue(listNumber)).length);
  }

  #backAt(minute: number, holes: 9 | 18): number {
    return minute + ROUND[holes] + this.#club.chance.upTo(40) - 20;
  }
}
