import * as z from "zod";
import { clubWordsSchema } from "../organizations/contract";
import { WALL_PRIVACY } from "../organizations/vocabulary";
import { defineEvent } from "../realtime/event";
import { LOCALES } from "../users/vocabulary";
import { CODE_LENGTH, CODE_SIGNS, tidyCode, WALL_NAME_LENGTH } from "./vocabulary";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const version = z.number().int().min(1);
const listNumber = z.number().int().min(1).max(99);
const person = z.strictObject({ id, name: z.string() });

/** A screen as the club's admins know it; nothing in it opens one. */
export const wallSchema = z.strictObject({
  id,
  name: z.string(),
  /** By number; null: all that the club has, later ones too. */
  lists: z.array(listNumber).nullable(),
  /** Until when its code can be typed; null when there is none. */
  codeExpiresAt: time.nullable(),
  /** When a device was last paired with it; null: never. */
  pairedAt: time.nullable(),
  createdAt: time,
  version,
});
export type Wall = z.infer<typeof wallSchema>;

/** A screen in an answer: `online` when it was heard of within the last 45 seconds, by any process. */
export const listedWallSchema = wallSchema.extend({ lastSeenAt: time.nullable(), online: z.boolean() });
export type ListedWall = z.infer<typeof listedWallSchema>;

/** What a command tells of a code: stored with its answer, so the code itself is not in it. */
export interface CodeIssued {
  wall: Wall;
  codeId: string;
}

/** The one answer that holds a code: whoever types it within ten minutes has the screen. */
export const wallCodeSchema = z.strictObject({ wall: wallSchema, code: z.string() });
export type WallCode = z.infer<typeof wallCodeSchema>;

/** By what a caddie is known who stands on no screen by his name. */
export const wallNumberSchema = z.strictObject({
  caddieId: id,
  name: z.string(),
  listNumber,
  number: z.number().int().min(1),
});
export type WallNumber = z.infer<typeof wallNumberSchema>;

// Command inputs. Path parameters and body arrive merged.

const name = z.string().trim().min(1).max(WALL_NAME_LENGTH);
const lists = z.array(listNumber).min(1).max(99).nullable();

export const createWallInput = z.strictObject({ name, lists: lists.default(null) });
export const wallInput = z.strictObject({ wallId: id });
/** What is absent stays. */
export const updateWallInput = z.strictObject({
  wallId: id,
  name: name.optional(),
  lists: lists.optional(),
  expectedVersion: version.optional(),
});
/** Typed on the screen itself. */
export const pairInput = z.strictObject({
  code: z
    .string()
    .max(40)
    .transform(tidyCode)
    .refine((code) => code.length === CODE_LENGTH && [...code].every((sign) => CODE_SIGNS.includes(sign)), {
      error: "is not a code",
    }),
});

// Events of record, to the admins.

export const wallSaved = defineEvent(
  "wall:saved",
  1,
  z.strictObject({ wall: wallSchema, timestamp: time, by: person }),
);
export const wallRevoked = defineEvent(
  "wall:revoked",
  1,
  z.strictObject({ wallId: id, timestamp: time, by: person }),
);
export const wallEvents = [wallSaved, wallRevoked] as const;

// What a screen is told. Not of record: whole each time, the last value wins.

/** Somebody, under as much of his name as the club shows. */
const shown = z.strictObject({
  /** Tells two of them apart, and says nothing of who they are. */
  key: z.string(),
  /** A name, initials or a number, by `club.privacy`. */
  text: z.string(),
});
export type Shown = z.infer<typeof shown>;

export const wallListSchema = z.strictObject({
  number: listNumber,
  name: z.string(),
  /** Called and not gone yet; where a list does not call first, those too who went out in the last two minutes. */
  now: z.array(shown.extend({ since: time, gone: z.boolean() })),
  /** The first of the queue, those who are called left out. */
  next: z.array(shown),
  /** How many stand in the queue in all. */
  waiting: z.number().int(),
  /** On the course, the longest out first. */
  out: z.array(shown),
  /** Who went out last today, the latest first; those of `now` left out. */
  last: z.array(shown.extend({ at: time })),
});
export type WallList = z.infer<typeof wallListSchema>;

export const wallStateSchema = z.strictObject({
  /** Of this shape: a screen that knows another one loads itself anew. */
  shape: z.literal(1),
  /** Of the screen's own program on the server. */
  build: z.string(),
  /** The server's clock as this was read. */
  asOf: time,
  club: z.strictObject({
    name: z.string(),
    timeZone: z.string(),
    language: z.enum(LOCALES),
    privacy: z.enum(WALL_PRIVACY),
    words: clubWordsSchema,
  }),
  /** Of this screen. */
  name: z.string(),
  lists: z.array(wallListSchema),
  announcements: z.array(
    z.strictObject({
      key: z.string(),
      text: z.string(),
      urgent: z.boolean(),
      /** Whom it is for; null: the whole club. */
      listNumber: listNumber.nullable(),
    }),
  ),
});
export type WallState = z.infer<typeof wallStateSchema>;
