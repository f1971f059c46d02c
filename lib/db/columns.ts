import { sql } from "drizzle-orm";
import { timestamp } from "drizzle-orm/pg-core";

/** A moment, to the millisecond: what JavaScript's clock knows, and what goes over the wire. */
export const time = () => timestamp({ withTimezone: true, precision: 3 });

/** The words of a vocabulary for a CHECK, as SQL literals; only ever of our own constants. */
export const oneOf = (words: readonly string[]) => sql.raw(words.map((w) => `'${w}'`).join(", "));
