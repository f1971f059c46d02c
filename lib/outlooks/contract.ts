import * as z from "zod";

const listNumber = z.number().int().min(1).max(99);

/** A past day on which the club worked: when caddies of this list went out. */
export const outingDaySchema = z.strictObject({
  day: z.string(),
  /** Minutes since midnight on the club's clock, ascending. */
  minutes: z.array(z.number().int().min(0).max(1_439)),
});
export type OutingDay = z.infer<typeof outingDaySchema>;

export const outlookInput = z.strictObject({ list: z.coerce.number().pipe(listNumber) });
