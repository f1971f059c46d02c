import { weekdayOf } from "../i18n/days";
import type { OutingDay } from "./contract";
import { DAYS_NEEDED } from "./vocabulary";

/** Where a caddie stands, and how the day has gone so far. Minutes count from midnight on the club's clock. */
export interface Situation {
  day: string;
  minute: number;
  /** 1-based place in the queue. */
  place: number;
  /** When others of his list went out today. */
  today: readonly number[];
}

export type Outlook =
  | { known: false; days: number }
  | {
      known: true;
      /** How many days it is made of, and how they are like today. */
      days: number;
      alike: "weekday" | "weekend" | "workday";
      /** 0 … 1: the part of these days on which he would have gone out. */
      chance: number;
      /** Minutes since midnight before which one, five and nine of ten such days sent him out; null: they did not. */
      early: number | null;
      middle: number | null;
      late: number | null;
      /** Today's outings so far against those of the same days until the same time; 1: as ever. */
      pace: number;
    };

/** So many outings as ever are imagined on both sides: in the morning a single one says little about the pace. */
const PACE_WEIGHT = 5;
const SLOWEST = 0.5;
const FASTEST = 2;

const isWeekend = (day: string) => weekdayOf(day) % 6 === 0;

/**
 * What the past says about going out today, with no model behind it. Whoever stands at place k goes out with the k-th
 * outing of his list from now on; so each past day like today (the same weekday, or else all work days or weekends) is
 * asked when its k-th outing after this time of day was. A day that had none counts as one on which he stays: `chance` is
 * the part of the days that had one, and the window is the 10th, 50th and 90th percentile over all of them. When today
 * runs at r times the pace of those days, the outing asked for is the k / r-th, rounded.
 *
 * A place further back never has a better chance or an earlier window. Rain, tournaments, and who is asked for by name
 * are not in it.
 */
export function outlookOf({ day, minute, place, today }: Situation, past: readonly OutingDay[]): Outlook {
  const weekday = past.filter((d) => weekdayOf(d.day) === weekdayOf(day));
  const kind = past.filter((d) => isWeekend(d.day) === isWeekend(day));
  const sample = weekday.length >= DAYS_NEEDED ? weekday : kind;
  const days = sample.length;
  if (days < DAYS_NEEDED) return { known: false, days };
  const soFar = (minutes: readonly number[]) => minutes.filter((m) => m <= minute).length;
  const usual = sample.reduce((sum, d) => sum + soFar(d.minutes), 0) / days;
  const ratio = (soFar(today) + PACE_WEIGHT) / (usual + PACE_WEIGHT);
  const pace = Math.min(FASTEST, Math.max(SLOWEST, ratio));
  const nth = Math.max(1, Math.round(place / pace));
  const times = sample
    .map((d) => d.minutes.filter((m) => m > minute)[nth - 1] ?? Number.POSITIVE_INFINITY)
    .sort((a, b) => a - b);
  const percentile = (part: number) => {
    const time = times[Math.ceil(part * days) - 1] ?? Number.POSITIVE_INFINITY;
    return Number.isFinite(time) ? time : null;
  };
  return {
    known: true,
    days,
    alike: sample === weekday ? "weekday" : isWeekend(day) ? "weekend" : "workday",
    chance: times.filter(Number.isFinite).length / days,
    early: percentile(0.1),
    middle: percentile(0.5),
    late: percentile(0.9),
    pace,
  };
}
