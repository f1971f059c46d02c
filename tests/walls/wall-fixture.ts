import { DEFAULT_WORDS } from "@/lib/organizations/vocabulary";
import type { WallList, WallState } from "@/lib/walls/contract";

const shown = (text: string) => ({ key: text, text });

/** A list of a screen; without more, nobody is in it. */
export const onWall = (number: number, more: Partial<WallList> = {}): WallList => ({
  number,
  name: `Lista ${number}`,
  ...{ now: [], next: [], waiting: 0, out: [], last: [] },
  ...more,
});

/** A morning at the club: somebody is called, five follow, nine are out. */
export const busyList = (number = 1, at = "2026-11-20T15:41:30.000Z"): WallList =>
  onWall(number, {
    now: [{ ...shown("Alejandro Ríos"), since: at, gone: false }],
    next: ["Jhon Fredy Zapata", "Carlos Mejía", "Wilmar Ossa", "Diego Arango", "Luis Ángel Cano"].map(shown),
    waiting: 31,
    out: [
      "Óscar M.",
      "Brayan V.",
      "Hernán D.",
      "Iván P.",
      "Edwin L.",
      "Yeison C.",
      "Mario G.",
      "Rubén T.",
      "Fabio Q.",
    ].map(shown),
    last: ["Hernán D.", "Yeison C.", "Iván P.", "Mario G."].map((text, i) => ({
      ...shown(text),
      at: new Date(Date.parse(at) - (i + 1) * 7 * 60_000).toISOString(),
    })),
  });

export const wallState = (more: Partial<WallState> = {}): WallState => ({
  shape: 1,
  build: "none",
  asOf: "2026-11-20T15:42:00.000Z",
  club: {
    name: "Club Campestre El Rodeo",
    timeZone: "America/Bogota",
    language: "es",
    privacy: "names",
    words: DEFAULT_WORDS,
  },
  name: "Casa de caddies",
  lists: [busyList()],
  announcements: [],
  ...more,
});
