import * as z from "zod";
import { DAY_PATTERN } from "../i18n/days";

const count = z.number().int().min(0);
const day = z.string().regex(DAY_PATTERN, "is not a day");
const share = z.strictObject({ turns: count, minutesWaited: count });

/** One caddie's share of these days as it was, and as it would have been. Minutes are whole. */
export const simulatedShareSchema = z.strictObject({
  caddieId: z.uuid(),
  name: z.string(),
  was: share,
  would: share,
});
export type SimulatedShare = z.infer<typeof simulatedShareSchema>;

export const simulationSchema = z.strictObject({
  /** Closed days that were played again. */
  days: count,
  /** Goings-out in them; the same in both. */
  turns: count,
  /** By name. */
  shares: z.array(simulatedShareSchema),
});
export type SimulationAnswer = z.infer<typeof simulationSchema>;

/** `rules`: those that would change, as JSON. Both days are among those that are played again. */
export const simulationInput = z.strictObject({
  list: z.coerce.number().pipe(z.number().int().min(1).max(99)),
  from: day,
  to: day,
  rules: z.string().max(2_000),
});
