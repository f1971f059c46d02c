import { describe, expect, it } from "vitest";
import { initials, type Lens, listOnWall, shortName, shownAs } from "@/lib/walls/policy";
import { caddie } from "../ui/board-fixture";
import { minutesAgo, NOW } from "../ui/render";

const secondsAgo = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

const lens = (more: Partial<Lens> = {}): Lens => ({
  privacy: "names",
  timeZone: "America/Bogota",
  now: new Date(NOW),
  numberOf: (id) => Number(id.slice(-3)),
  keyOf: (id) => `k${id.slice(-4)}`,
  ...more,
});
const NAMED = { number: 1, name: "Lista 1" };
const LIST = { ...NAMED, callsFirst: false };
const on = (caddies: Parameters<typeof listOnWall>[1], more: Partial<Lens> = {}) =>
  listOnWall(LIST, caddies, lens(more));
const texts = (shown: { text: string }[]) => shown.map(({ text }) => text);

describe("how much of a name a screen shows", () => {
  it.each([
    ["Óscar Muñoz", "Óscar M.", "Ó. M."],
    ["Jhon Fredy Zapata", "Jhon Fredy Z.", "J. F. Z."],
    ["Juan Carlos Pérez Gómez", "Juan Carlos P.", "J. C. P."],
    ["María de la Cruz", "María C.", "M. C."],
    ["Elkin", "Elkin", "E."],
    ["  ñato   gil ", "ñato G.", "Ñ. G."],
    ["𝒜na 𝒵", "𝒜na 𝒵.", "𝒜. 𝒵."],
    ["", "", ""],
  ])("%s is %s where names stand close, and %s as initials", (name, short, letters) => {
    expect([shortName(name), initials(name)]).toEqual([short, letters]);
  });

  it("is the club's choice, and a number says nothing of the name", () => {
    expect(shownAs("Óscar Muñoz", 17, "names", false)).toBe("Óscar Muñoz");
    expect(shownAs("Óscar Muñoz", 17, "names", true)).toBe("Óscar M.");
    expect(shownAs("Óscar Muñoz", 17, "initials", false)).toBe("Ó. M.");
    expect(shownAs("Óscar Muñoz", 17, "numbers", false)).toBe("17");
  });
});

describe("a list on the wall", () => {
  const yard = [
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => caddie(1, n)),
    caddie(1, 11, {
      name: "Iván Palacio",
      status: "En campo",
      since: secondsAgo(20),
      recentTurns: [secondsAgo(20)],
    }),
    caddie(1, 12, {
      name: "Mario Gil",
      status: "En campo",
      since: secondsAgo(100),
      recentTurns: [secondsAgo(100)],
    }),
    caddie(1, 13, {
      name: "Fabio Toro",
      status: "En campo",
      since: minutesAgo(70),
      recentTurns: [minutesAgo(70)],
    }),
    caddie(1, 14, { name: "Rubén Ochoa", recentTurns: [minutesAgo(600), minutesAgo(300)], position: 8 }),
    caddie(1, 15, { name: "Ausente Siempre", status: "Ausente", recentTurns: [minutesAgo(1_500)] }),
    caddie(2, 1),
  ];

  it("[C-13] shows who was just called, the latest first, then five of the queue, who is out, who went last today", () => {
    const list = on(yard);
    expect(texts(list.now)).toEqual(["Iván Palacio", "Mario Gil"]);
    expect(texts(list.next)).toEqual([
      "Alejandro Ríos",
      "Jhon Fredy Zapata",
      "Carlos Mejía",
      "Wilmar Ossa",
      "Diego Arango",
    ]);
    expect(list.waiting).toBe(8);
    expect(texts(list.out)).toEqual(["Fabio T.", "Mario G.", "Iván P."]);
    expect(list.last.map(({ text, at }) => [text, at])).toEqual([
      ["Fabio T.", minutesAgo(70)],
      ["Rubén O.", minutesAgo(300)],
    ]);
  });

  it("shows whom the master calls apart from the queue, and where a list calls first nobody who has gone", () => {
    const some = yard.map((each) => (each.position === 2 ? { ...each, calledAt: secondsAgo(60) } : each));
    const calls = listOnWall({ ...LIST, callsFirst: true }, some, lens());
    expect(calls.now).toMatchObject([{ text: "Jhon Fredy Zapata", since: secondsAgo(60), gone: false }]);
    expect(texts(calls.next)).not.toContain("Jhon Fredy Zapata");
    expect([calls.next.length, calls.waiting]).toEqual([5, 8]);
    expect(on(some).now.map(({ text, gone }) => [text, gone])).toEqual([
      ["Iván Palacio", true],
      ["Jhon Fredy Zapata", false],
      ["Mario Gil", true],
    ]);
  });

  it("calls nobody who went out two minutes ago, and counts the day in the club's zone", () => {
    expect(on(yard, { now: new Date(NOW + 60_000) }).now).toHaveLength(1);
    expect(on(yard, { now: new Date(NOW + 120_000) }).now).toHaveLength(0);
    // In Auckland it is another day since midnight there: 23:30 of the 20th in Bogotá's terms.
    const later = new Date(NOW + 14 * 3_600_000);
    expect(texts(on(yard, { now: later }).last)).toEqual([]);
    expect(on(yard, { now: later, timeZone: "Pacific/Honolulu" }).last.length).toBeGreaterThan(0);
  });

  it("tells two people apart by a key, and nothing else of them", () => {
    for (const privacy of ["initials", "numbers"] as const) {
      const told = JSON.stringify(on(yard, { privacy }));
      for (const { name, id } of yard) {
        for (const word of name.split(" ")) expect(told).not.toContain(word);
        expect(told).not.toContain(id);
      }
    }
  });

  it("of a list with nobody in it there is nothing to show", () => {
    expect(on([])).toEqual({ ...NAMED, now: [], next: [], waiting: 0, out: [], last: [] });
  });
});
