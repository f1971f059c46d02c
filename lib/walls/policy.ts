import type { Actor } from "../auth/actor";
import type { PublicCaddie } from "../caddies/contract";
import type { WALL_PRIVACY } from "../organizations/vocabulary";
import type { Shown, WallList } from "./contract";
import { CALL_MS, LAST_SHOWN, NEXT_SHOWN, OUT_SHOWN } from "./vocabulary";

export const canManageWalls = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";

type Privacy = (typeof WALL_PRIVACY)[number];

/** Words that join two parts of a family name and are none themselves. */
const PARTICLES = new Set(["de", "del", "la", "las", "los", "y"]);
const initial = (word: string) => `${([...word][0] ?? "").toLocaleUpperCase("es")}.`;

/** "Óscar Muñoz" → "Óscar M.", "Jhon Fredy Zapata" → "Jhon Fredy Z.": for where names stand close. */
export function shortName(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "" && !PARTICLES.has(word.toLowerCase()));
  // Three words are two given names more often than two family names here.
  const given = words.slice(0, words.length > 2 ? 2 : 1);
  const family = words[given.length];
  return family === undefined ? given.join(" ") : `${given.join(" ")} ${initial(family)}`;
}

/** "Jhon Fredy Zapata" → "J. F. Z." */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "" && !PARTICLES.has(word.toLowerCase()));
  return words.slice(0, 3).map(initial).join(" ");
}

/**
 * What may stand on a public screen for somebody.
 * @param number by which the club knows him there
 */
export function shownAs(name: string, number: number, privacy: Privacy, short: boolean): string {
  switch (privacy) {
    case "names":
      return short ? shortName(name) : name;
    case "initials":
      return initials(name);
    case "numbers":
      return String(number);
    default:
      return privacy satisfies never;
  }
}

export interface Lens {
  privacy: Privacy;
  timeZone: string;
  now: Date;
  numberOf(caddieId: string): number;
  keyOf(caddieId: string): string;
}

/** One list as a public screen may see it: who is called, who follows, who is out, who went last. */
export function listOnWall(
  { number, name, callsFirst }: { number: number; name: string; callsFirst: boolean },
  caddies: readonly PublicCaddie[],
  lens: Lens,
): WallList {
  const { now } = lens;
  const own = caddies.filter((caddie) => caddie.listNumber === number);
  const show = (caddie: PublicCaddie, short: boolean): Shown => ({
    key: lens.keyOf(caddie.id),
    text: shownAs(caddie.name, lens.numberOf(caddie.id), lens.privacy, short),
  });
  const waiting = own.filter((caddie) => caddie.position !== null);
  const queue = waiting
    .filter(({ calledAt }) => calledAt === null)
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const out = own.filter(({ status }) => status === "En campo").sort((a, b) => (a.since < b.since ? -1 : 1));
  // Where a list does not call, who has just gone is what there is to say.
  const gone = callsFirst ? [] : out.filter(({ since }) => Date.parse(since) > now.getTime() - CALL_MS);
  const told = [
    ...waiting.flatMap((caddie) =>
      caddie.calledAt ? [{ caddie, since: caddie.calledAt, gone: false }] : [],
    ),
    ...gone.map((caddie) => ({ caddie, since: caddie.since, gone: true })),
  ].sort((a, b) => (a.since > b.since ? -1 : 1));
  return {
    number,
    name,
    now: told.map(({ caddie, ...rest }) => ({ ...show(caddie, false), ...rest })),
    next: queue.slice(0, NEXT_SHOWN).map((caddie) => show(caddie, false)),
    waiting: waiting.length,
    out: out.slice(0, OUT_SHOWN).map((caddie) => show(caddie, true)),
    last: lastOut(own, lens)
      .filter(({ caddie }) => !gone.includes(caddie))
      .slice(0, LAST_SHOWN)
      .map(({ caddie, at }) => ({ ...show(caddie, true), at })),
  };
}

/** Who went out today, each once, the latest first. */
function lastOut(caddies: readonly PublicCaddie[], { timeZone, now }: Lens) {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  const today = day.format(now);
  return caddies
    .flatMap((caddie) => {
      const at = caddie.recentTurns.at(-1);
      return at !== undefined && day.format(new Date(at)) === today ? [{ caddie, at }] : [];
    })
    .sort((a, b) => (a.at > b.at ? -1 : 1));
}
