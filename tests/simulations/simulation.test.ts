import { describe, expect, it } from "vitest";
import type { PastCaddie, PastChange } from "@/lib/history/contract";
import { DEFAULT_RULES, type Rules } from "@/lib/rules/vocabulary";
import { type RecordedDay, Simulation } from "@/lib/simulations/policy";

const NAMES = ["ana", "beto", "ciro"];
const DAY = "2026-03-02";

/** A list on paper, in Bogotá's clock: every act is what a command would have noted of it. */
class Paper {
  readonly board = new Map<string, PastCaddie>();
  readonly changes: PastChange[] = [];

  constructor() {
    for (const [i, name] of NAMES.entries())
      this.board.set(name, {
        ...{ caddieId: name, name, listNumber: 1, status: "Disponible", rank: `a${i}`, version: 1 },
        ...{ since: "2026-03-01T12:00:00.000Z", deleted: false },
      });
  }

  act(clock: string, caddieId: string, to: Partial<PastCaddie>, more: Partial<PastChange> = {}): this {
    const from = this.board.get(caddieId);
    if (!from) throw new Error(`${caddieId} is not on paper`);
    const at = new Date(`${DAY}T${clock}:00.000-05:00`).toISOString();
    const next = { ...from, since: at, ...to, version: from.version + 1 };
    this.board.set(caddieId, next);
    const { listNumber, status } = from;
    this.changes.push({
      ...{ id: `${this.changes.length}`, at, kind: "status", rule: null, reason: null, automatic: false },
      ...{ by: { id: "m", name: "Ana Posada" }, from: { listNumber, status, position: null }, to: next },
      ...{ position: null, ...more },
    });
    return this;
  }

  out = (clock: string, who: string, more?: Partial<PastChange>) =>
    this.act(clock, who, { status: "En campo" }, { rule: "left_queue", ...more });
  back = (clock: string, who: string, rank: string) => this.act(clock, who, { status: "Disponible", rank });
}

/** Turns and minutes waited of each, as they were and as they would have been. */
function play(paper: Paper, rules: Partial<Rules>, day: Partial<RecordedDay> = {}) {
  const start = [...new Paper().board.values()];
  const given = { ...DEFAULT_RULES, ...rules };
  const simulation = new Simulation(start, {
    ...{ list: 1, rules: given, present: DEFAULT_RULES, timeZone: "America/Bogota" },
  });
  simulation.play({ changes: paper.changes, orderedAt: null, ...day });
  const of = ({ turns, minutesWaited }: { turns: number; minutesWaited: number }) => [turns, minutesWaited];
  return simulation.shares().map(({ name, was, would }) => [name, of(was), of(would)]);
}

describe("[C-21] a day that is played again", () => {
  const day = () =>
    new Paper()
      .out("07:00", "ana")
      .back("08:00", "ana", "b0")
      .out("09:00", "beto")
      .back("10:00", "beto", "b1");

  it("by the rules that held is the day that was", () => {
    expect(play(day(), {})).toEqual([
      ["ana", [1, 120], [1, 120]],
      ["beto", [1, 120], [1, 120]],
      ["ciro", [0, 180], [0, 180]],
    ]);
  });

  it("by another rule for those who come back sends whoever stands first then", () => {
    expect(play(day(), { returnTo: "front" })).toEqual([
      ["ana", [1, 120], [2, 60]],
      ["beto", [1, 120], [0, 180]],
      ["ciro", [0, 180], [0, 180]],
    ]);
  });

  it("begins by name where the rule says so, once the close before it had ordered", () => {
    const orderedAt = Date.parse(`${DAY}T06:00:00.000-05:00`);
    const turnsBy = (orderMode: Rules["orderMode"], more: Partial<RecordedDay>) =>
      play(day(), { orderMode }, more).map(([name, , would]) => [name, (would as number[])[0]]);
    expect(turnsBy("descending", { orderedAt })).toEqual([
      ["ana", 0],
      ["beto", 1],
      ["ciro", 1],
    ]);
    expect(turnsBy("descending", {})).toEqual([
      ["ana", 1],
      ["beto", 1],
      ["ciro", 0],
    ]);
    // A close that came after the first had gone ordered nobody.
    const late = Date.parse(`${DAY}T07:30:00.000-05:00`);
    expect(turnsBy("descending", { orderedAt: late })).toEqual(turnsBy("descending", {}));
  });

  it("sends whoever was asked for by name himself, and nobody oftener than the rule allows while another waits", () => {
    const asked = day().out("11:00", "ciro", { rule: "on_request" }).back("12:00", "ciro", "b2");
    expect(
      play(asked, { returnTo: "front" }).map(([name, , would]) => [name, (would as number[])[0]]),
    ).toEqual([
      ["ana", 2],
      ["beto", 0],
      ["ciro", 1],
    ]);
    const limited = play(asked, { returnTo: "front", maxTurnsPerDay: 1 });
    expect(limited.map(([name, , would]) => [name, (would as number[])[0]])).toEqual([
      ["ana", 1],
      ["beto", 1],
      ["ciro", 1],
    ]);
  });

  it("leaves out what was taken back", () => {
    const undone = new Paper()
      .out("06:30", "ana")
      .act("06:31", "ana", { status: "Disponible", rank: "a0" }, { kind: "undone", rule: "place_restored" })
      .out("07:00", "ana")
      .back("08:00", "ana", "b0");
    expect(play(undone, {}).map(([name, was]) => [name, (was as number[])[0]])).toEqual([
      ["ana", 1],
      ["beto", 0],
      ["ciro", 0],
    ]);
  });

  it("lets nobody go who was not there, whoever would have been first", () => {
    const home = new Paper()
      .out("07:00", "ana")
      .act("07:30", "beto", { status: "Ausente" }, { rule: "left_queue" })
      .back("08:00", "ana", "b0")
      .out("09:00", "ciro")
      .back("10:00", "ciro", "b1");
    expect(play(home, { returnTo: "kept" }).map(([name, , would]) => [name, (would as number[])[0]])).toEqual(
      [
        ["ana", 2],
        ["beto", 0],
        ["ciro", 0],
      ],
    );
  });
});
