import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explain,
  explainAbsence,
  type PlaceMove,
  type Standing,
  type Waiting,
} from "../../lib/places/policy";
import { ANA, caddieId } from "../caddies/paper-yard";

const ME = caddieId(50);
const stands = (rank: string, more: Partial<Standing> = {}): Standing => ({
  ...{ status: "Disponible", listNumber: 1, rank, position: null, deleted: false },
  ...more,
});
let minute = 0;
function move(n: number, before: Standing | null, after: Standing, rule: string | null = null): PlaceMove {
  minute += 1;
  const at = new Date(Date.UTC(2026, 10, 20, 15, minute)).toISOString();
  return { caddie: { id: caddieId(n), name: `Caddie ${n}` }, rule, reason: null, by: ANA, at, before, after };
}
const me = (position: number, rank = "m"): Waiting => ({ caddieId: ME, listNumber: 1, rank, position });
const joined = (position: number) => move(50, null, stands("m", { position }), "end_of_list");
const told = (steps: ReturnType<typeof explain>) =>
  steps.map(({ cause, from, to, caddie }) => `${caddie?.name ?? "?"} ${cause} ${from ?? "-"}→${to ?? "-"}`);

describe("why he stands where he stands", () => {
  it("[C-22] tells of each who left before him, and not of those behind him", () => {
    const steps = explain(
      me(3),
      [
        joined(5),
        move(1, stands("a"), stands("a", { status: "En campo" })),
        move(90, stands("z"), stands("z", { status: "En campo" })),
        move(2, stands("b"), stands("b", { status: "Ausente" })),
      ],
      true,
    );
    expect(told(steps)).toEqual(["Caddie 50 joined -→5", "Caddie 1 went 5→4", "Caddie 2 absent 4→3"]);
    expect(steps[0]).toMatchObject({ rule: "end_of_list", by: ANA });
  });

  it("[C-22] tells of those who came before him, by whatever rule, and of his own moves", () => {
    const steps = explain(
      me(2, "c"),
      [
        joined(3),
        move(1, stands("x", { status: "En campo" }), stands("b"), "front_of_list"),
        move(2, stands("a", { listNumber: 2 }), stands("aa"), "chosen_place"),
        move(3, stands("k"), stands("k", { deleted: true })),
        move(4, stands("d"), stands("y"), "places_back"),
        move(50, stands("m", { position: 3 }), stands("c", { position: 2 }), "chosen_place"),
      ],
      true,
    );
    expect(told(steps)).toEqual([
      "Caddie 50 joined -→3",
      "Caddie 1 ahead 3→4",
      "Caddie 2 ahead 4→5",
      "Caddie 3 removed 5→4",
      "Caddie 4 behind 4→3",
      "Caddie 50 moved 3→2",
    ]);
  });

  it("[C-22] a draw is one step, whether it moved him or only others", () => {
    const at = "2026-11-20T18:00:00.000Z";
    const drawn = (n: number, from: string, to: string, position: number) => ({
      ...move(n, stands(from), stands(to, { position }), "drawn"),
      at,
    });
    const others = [
      drawn(1, "a", "x", 6),
      drawn(2, "b", "n", 5),
      drawn(3, "x", "c", 2),
      drawn(4, "n", "b", 1),
    ];
    const mine = { ...move(50, stands("m"), stands("d", { position: 3 }), "drawn"), at };
    expect(
      told(explain(me(3, "d"), [joined(5), ...others.slice(0, 2), mine, ...others.slice(2)], true)),
    ).toEqual(["Caddie 50 joined -→5", "Caddie 50 moved 5→3"]);
    const fifth = drawn(5, "c", "z", 7);
    const steps = explain(me(4), [joined(5), ...others, fifth], true);
    expect(told(steps)).toEqual(["Caddie 50 joined -→5", "? other 5→4"]);
    expect(steps[1]).toMatchObject({ rule: "drawn", at, by: ANA });
    expect(told(explain(me(6), [...others, fifth], false))).toEqual(["? other 7→6"]);
  });

  it("[C-22] where his beginning is not told, the last step still ends at his place", () => {
    const steps = explain(me(7), [move(1, stands("a"), stands("a", { status: "En campo" }))], false);
    expect(told(steps)).toEqual(["Caddie 1 went 8→7"]);
    const own = move(50, stands("m", { position: 9 }), stands("n", { position: 4 }));
    const before = move(2, stands("b"), stands("b", { status: "En campo" }));
    expect(told(explain(me(4, "n"), [before, own], false))).toEqual([
      "Caddie 2 went 10→9",
      "Caddie 50 moved 9→4",
    ]);
  });

  it("[C-22] what no change explains is told as such, never left out", () => {
    expect(told(explain(me(2), [joined(5)], true))).toEqual(["Caddie 50 joined -→5", "? other 5→2"]);
  });

  it("[C-22] outside the queue it is the change by which he left it", () => {
    const left = move(50, stands("m", { position: 1 }), stands("m", { status: "En campo" }), "left_queue");
    expect(told(explainAbsence(left))).toEqual(["Caddie 50 left 1→-"]);
    expect(explainAbsence(undefined)).toEqual([]);
  });

  it("[C-22] each step begins where the one before it ended", () => {
    const standing = fc.record({
      rank: fc.constantFrom("a", "b", "c", "l", "m", "n", "z"),
      status: fc.constantFrom("Disponible", "En campo", "Ausente"),
      listNumber: fc.constantFrom(1, 2),
      deleted: fc.boolean(),
    });
    const others = fc.array(fc.tuple(fc.nat(9), standing, standing), { maxLength: 12 });
    fc.assert(
      fc.property(others, fc.integer({ min: 1, max: 30 }), fc.boolean(), (changes, position, complete) => {
        const moves = changes.map(([n, from, to]) => move(n, stands("a", from), stands("a", to)));
        const steps = explain(me(position), complete ? [joined(20), ...moves] : moves, complete);
        for (const [i, step] of steps.entries()) if (i > 0) expect(step.from).toBe(steps[i - 1]?.to);
        if (steps.length > 0) expect(steps.at(-1)?.to).toBe(position);
      }),
    );
  });
});
