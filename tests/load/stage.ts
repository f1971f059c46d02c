import type { Club } from "./club";
import type { Sizes } from "./options";
import type { OurOptions, Served } from "./servers";

/** What a section of the bench works with; it starts what it measures and stops it again. */
export interface Stage {
  club: Club;
  databaseUrl: string;
  sizes: Sizes;
  /** How a server of ours is started in this section. */
  ours: OurOptions;
  start(options?: Partial<OurOptions>): Promise<Served>;
  /** A line on the terminal. */
  say(what: string): void;
  /** Says in the table that a figure was not measured, and why. */
  skip(figure: string, reason: string): void;
}

/** Why a whole section could not be measured on this machine. Not a fault of the system under load. */
export class NotMeasured extends Error {}
