import * as z from "zod";
import type { Cursors } from "../realtime/contract";
import { defineEvent } from "../realtime/event";
import {
  ABSENT_PLACES,
  LATE_PLACES,
  MOST_PLACES,
  MOST_TURNS,
  ORDER_MODES,
  RETURN_PLACES,
  ROUND_MINUTES,
  type Rules,
} from "./vocabulary";

const time = z.iso.datetime({ precision: 3 });
const version = z.number().int().min(1);
const listNumber = z.number().int().min(1).max(99);
const person = z.strictObject({ id: z.uuid(), name: z.string() });
const placesBack = z.strictObject({ places: z.number().int().min(1).max(MOST_PLACES) });
const minutes = z.number().int().min(ROUND_MINUTES.least).max(ROUND_MINUTES.most);

/** What a club has decided for one list; every field has its plain sentence on the screen. */
export const rulesSchema = z.strictObject({
  orderMode: z.enum(ORDER_MODES),
  returnTo: z.enum(RETURN_PLACES),
  lateTo: z.enum(LATE_PLACES),
  absentTo: z.enum(ABSENT_PLACES),
  noShowTo: z.union([z.literal("end"), z.literal("absent"), placesBack]),
  skipTo: z.union([z.literal("end"), placesBack]),
  maxTurnsPerDay: z.number().int().min(1).max(MOST_TURNS).nullable(),
  callAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not an hour such as 06:00")
    .nullable(),
  callsFirst: z.boolean(),
  expectedMinutes: z.strictObject({ 9: minutes, 18: minutes }),
}) satisfies z.ZodType<Rules>;

export const listRulesSchema = z.strictObject({ listNumber, rules: rulesSchema, version });
export type ListRules = z.infer<typeof listRulesSchema>;

const inPath = z.coerce.number().pipe(listNumber);

export const listRulesInput = z.strictObject({ listNumber: inPath });
/** What is absent stays. */
export const changeRulesInput = z.strictObject({
  listNumber: inPath,
  ...rulesSchema.partial().shape,
  expectedVersion: version.optional(),
});
export type RulesChange = Omit<z.input<typeof changeRulesInput>, "listNumber">;
/** `rules`: those that would change, as JSON. */
export const previewRulesInput = z.strictObject({ listNumber: inPath, rules: z.string().max(2_000) });

/** One who would stand elsewhere now, had these rules held all day. */
export const movedPlaceSchema = z.strictObject({
  caddieId: z.uuid(),
  name: z.string(),
  /** 1-based, as today has left it. */
  from: z.number().int().min(1).nullable(),
  to: z.number().int().min(1).nullable(),
});
export const rulesPreviewSchema = z.strictObject({
  /** Moves of today that were looked at. */
  moves: z.number().int(),
  /** By the place that they would have. */
  moved: z.array(movedPlaceSchema),
});
export type RulesPreview = z.infer<typeof rulesPreviewSchema>;

/** On the list's stream: from here on places follow from these rules. */
export const rulesChanged = defineEvent(
  "rules:changed",
  1,
  z.strictObject({ listNumber, rules: rulesSchema, version, timestamp: time, by: person }),
);
export type RulesChanged = { event: "rules:changed"; data: z.infer<typeof rulesChanged.payload> };

export interface ListRulesSnapshot {
  data: ListRules;
  cursors: Cursors;
}
