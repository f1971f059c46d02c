import { expect } from "vitest";
import type { Absence } from "@/lib/absences/contract";
import { authenticate } from "@/lib/auth/authenticate";
import { decideAbsence, requestAbsence, withdrawAbsence } from "@/lib/availability";
import { changeCaddieStatus, updateCaddie } from "@/lib/caddies/commands";
import { cancelDraw, commitDraw, runDraw } from "@/lib/draws/commands";
import type { Draw } from "@/lib/draws/contract";
import { listDraws } from "@/lib/draws/queries";
import { runDuties } from "@/lib/duties";
import { addDays } from "@/lib/i18n/days";
import { markName } from "@/lib/roll-call";
import { closeRollCall, openRollCall } from "@/lib/roll-calls/commands";
import type { RollMark } from "@/lib/roll-calls/vocabulary";
import { outsidersCommitment, outsidersOrder } from "../draws/outsider";
import { idsOf, type MovedClub } from "./moved-club";
import type { Tally } from "./tally";

const [DUTIES, REQUESTS, CALL, DRAW] = [5 * 60, 5 * 60 + 30, 6 * 60, 6 * 60 + 20];
const SECOND = 1 / 60;

/** What a club does before the first group goes out: who is away, who is there, and in which order they go. */
export class Mornings {
  readonly #club: MovedClub;
  /** Permissions and sanctions that hold or are to come. */
  #away: Absence[] = [];

  constructor(club: MovedClub) {
    this.#club = club;
  }

  /** The change of day: absences begin and end by themselves. */
  async wake(): Promise<void> {
    const { server, day } = this.#club;
    await runDuties(server.db, this.#club.at(DUTIES));
    this.#away = this.#away.filter(({ endsOn }) => endsOn >= day);
    await this.expectAway();
  }

  /** Somebody asks for days off, somebody is sanctioned, somebody's absence ends before its time. */
  async absences(): Promise<void> {
    const club = this.#club;
    const { chance, day } = club;
    const at = club.at(REQUESTS);
    const everybody = club.club.caddies.filter(({ id }) =>
      this.#away.every(({ caddieId }) => caddieId !== id),
    );
    const days = () => {
      const startsOn = addDays(day, chance.upTo(3) - 1);
      return { startsOn, endsOn: addDays(startsOn, chance.upTo(4) - 1) };
    };
    const asking = chance.pick(everybody);
    const caddie = await authenticate((await club.club.as(asking)).token);
    const wanted = { kind: "permission" as const, ...days(), reason: "Cita médica" };
    const asked = await club.run(at, requestAbsence, wanted, caddie);
    const approve = !club.once(5);
    const answer = { absenceId: asked.id, approve, ...(!approve && { reason: "Hay torneo" }) };
    const answered = await club.run(at, decideAbsence, answer);
    if (approve) this.#away.push(answered);
    const again = { ...wanted, caddieId: asking.id, reason: "Otra vez" };
    if (approve && club.once(3)) await club.isRefused(at, requestAbsence, again, "ABSENCE_OVERLAPS");
    const other = chance.pick(everybody.filter(({ id }) => id !== asking.id));
    const sanction = { kind: "sanction" as const, caddieId: other.id, ...days(), reason: "No avisó" };
    if (club.once(3)) this.#away.push(await club.run(at, requestAbsence, sanction));
    const ended = club.once(4) ? this.#away.shift() : undefined;
    if (ended) await club.run(at, withdrawAbsence, { absenceId: ended.id, reason: "Volvió antes" });
    await this.expectAway();
  }

  /** Nobody whose absence runs stands in a queue or on the course. */
  async expectAway(): Promise<void> {
    const { day } = this.#club;
    const running = this.#away.filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
    const away = new Set(running.map(({ caddieId }) => caddieId));
    const here = (await this.#club.board()).filter(({ id, status }) => away.has(id) && status !== "Ausente");
    expect(here).toEqual([]);
  }

  /** Calls every name of a list that nothing excuses. @param left is left open, and ends with the day */
  async rollCall(list: number, tally: Tally, left: boolean): Promise<void> {
    const club = this.#club;
    let minute = CALL;
    const { rollCall, entries } = await club.run(club.at(minute), openRollCall, { listNumber: list });
    const excused = new Set(entries.filter(({ mark }) => mark).map(({ caddieId }) => caddieId));
    const running = this.#away.filter(({ startsOn, endsOn }) => startsOn <= club.day && club.day <= endsOn);
    for (const { caddieId } of running.filter((one) => entries.some((e) => e.caddieId === one.caddieId)))
      expect(excused).toContain(caddieId);
    const say = async (caddieId: string, mark: RollMark) => {
      minute += 3 * SECOND;
      await club.run(club.at(minute), markName, { rollCallId: rollCall.id, caddieId, mark });
    };
    for (const { caddieId } of entries.filter((entry) => !excused.has(entry.caddieId))) {
      const first = this.#mark();
      if (!first) continue;
      await say(caddieId, first);
      const mark = club.once(40) ? "present" : first;
      if (mark !== first) await say(caddieId, mark);
      if (mark === "late") tally.note(caddieId, "late");
      if (mark === "late" || club.once(20)) await this.#expectMarked(list, caddieId, mark);
    }
    if (!left) await club.run(club.at(minute), closeRollCall, { rollCallId: rollCall.id });
  }

  #mark(): RollMark | null {
    const luck = this.#club.chance.upTo(100);
    if (luck <= 88) return "present";
    if (luck <= 93) return "late";
    if (luck <= 96) return "absent";
    return luck <= 97 ? "permission" : null;
  }

  async #expectMarked(list: number, caddieId: string, mark: RollMark): Promise<void> {
    const queue = await this.#club.queue(list);
    if (mark === "late") expect(queue.at(-1)?.id).toBe(caddieId);
    else expect(idsOf(queue).includes(caddieId)).toBe(mark === "present");
  }

  /** A place that is chosen by hand, here and there. */
  async places(list: number): Promise<void> {
    const club = this.#club;
    for (const { id: caddieId } of await club.queue(list)) {
      if (!club.once(60)) continue;
      const position = club.chance.upTo(5);
      const chosen = { caddieId, position, reason: "Vino con el carrito" };
      await club.run(club.at(CALL + 15), updateCaddie, chosen);
      const queue = idsOf(await club.queue(list));
      expect(queue.indexOf(caddieId) + 1).toBe(Math.min(position, queue.length));
    }
  }

  /** Draws the order of a list, and checks it as docs/draw.md tells outsiders to. */
  async draw(list: number): Promise<void> {
    const club = this.#club;
    const at = club.at(DRAW);
    const commit = () =>
      club.run(at, commitDraw, { listNumber: list, runsAt: hour && club.at(DRAW + 5).toISOString() });
    const hour = club.once(3) ? true : undefined;
    if ((await club.queue(list)).length < 3) return;
    let promised = await commit();
    if (club.once(8)) {
      const given = await club.run(at, cancelDraw, { drawId: promised.id, reason: "Faltaba media lista" });
      expect([given.state, given.result]).toEqual(["cancelled", null]);
      this.#expectPromised(promised, given);
      promised = await commit();
    }
    expect([promised.seed, promised.result]).toEqual([null, null]);
    await club.isRefused(at, commitDraw, { listNumber: list }, "DRAW_EXISTS");
    // Forgotten, it lapses with its day.
    if (!hour && club.once(8)) return;
    const leaves = club.once(3) ? club.chance.pick(promised.participants).id : null;
    if (leaves) await club.run(at, changeCaddieStatus, { caddieId: leaves, status: "Ausente" });
    const before = idsOf(await club.queue(list));
    if (hour) await club.isRefused(at, runDraw, { drawId: promised.id }, "DRAW_EARLY");
    if (hour) await runDuties(club.server.db, club.at(DRAW + 5));
    else await club.run(at, runDraw, { drawId: promised.id });
    const drawn = (await this.#draws(list)).find(({ id }) => id === promised.id);
    if (!drawn?.result) throw new Error("the draw was not drawn");
    this.#expectPromised(promised, drawn);
    const order = drawn.result.filter((id) => before.includes(id));
    expect(idsOf(await club.queue(list))).toEqual([...order, ...before.filter((id) => !order.includes(id))]);
  }

  /** Whatever was promised before the latest has come to light, and was what was promised. */
  async expectDrawsKept(list: number): Promise<void> {
    const [, ...earlier] = await this.#draws(list);
    for (const draw of earlier) this.#expectPromised(draw, draw);
  }

  async #draws(list: number): Promise<Draw[]> {
    const { server, master } = this.#club;
    return (await listDraws(server.db, master, { list, limit: 50 })).data;
  }

  #expectPromised({ id, listNumber, day, commitment, participants }: Draw, { seed, result }: Draw): void {
    const people = idsOf(participants);
    if (!seed) throw new Error("the seed was not published");
    expect(outsidersCommitment({ id, list: listNumber, day, people }, seed)).toBe(commitment);
    if (result) expect(outsidersOrder(people, seed)).toEqual(result);
  }
}
