/** Side of the square that is kept, in pixels: sharp as the largest face on a screen of three dots a pixel. */
export const PHOTO_SIDE = 256;
/** What is kept of a face, in bytes; a page of a hundred of them stays lighter than one picture of a phone. */
export const MOST_PHOTO_BYTES = 40 * 1024;
/** What somebody may pick: the largest picture that a phone's camera makes. */
export const MOST_PICKED_BYTES = 5 * 1024 * 1024;
export const PICKED_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
/** What a browser makes of it. */
export const PHOTO_TYPES = ["image/webp", "image/jpeg"] as const;
export type PhotoType = (typeof PHOTO_TYPES)[number];

/** Whose face an id stands for, and which one of his: a younger one has a higher number. */
export interface PhotoMark {
  userId: string;
  version: number;
}
/** By the id of a user, and by that of the caddie whom he is. */
export type Photos = Readonly<Record<string, PhotoMark>>;

export const photoPath = (userId: string) => `/api/users/${encodeURIComponent(userId)}/photo`;
