import * as z from "zod";
import { defineEvent } from "../realtime/event";
import { MOST_PHOTO_BYTES, PHOTO_TYPES } from "./vocabulary";

const id = z.uuid();
const version = z.number().int().min(1);

/** `photo`: the picture in base64, as the route makes it of the body. */
export const setPhotoInput = z.strictObject({
  userId: id,
  type: z.enum(PHOTO_TYPES),
  photo: z
    .base64()
    .min(1)
    .max(Math.ceil(MOST_PHOTO_BYTES / 3) * 4),
});
export const photoOwnerInput = z.strictObject({ userId: id });
/** `v`: the version that a page knows; it makes of each picture an address of its own. */
export const getPhotoInput = z.strictObject({ userId: id, v: z.coerce.number().int().optional() });

/** What a change of a picture came to. */
export const photoSchema = z.strictObject({
  userId: id,
  version,
  removed: z.boolean(),
});
export type Photo = z.infer<typeof photoSchema>;

/** To whoever may see that person: his list and the admins for a caddie, the club for anybody else. */
export const photoChanged = defineEvent(
  "photo:changed",
  1,
  photoSchema.extend({
    /** The caddie whom he is. */
    caddieId: id.nullable(),
    timestamp: z.iso.datetime({ precision: 3 }),
    by: z.strictObject({ id, name: z.string() }),
  }),
);
