import type { Actor } from "../auth/actor";
import { PHOTO_SIDE, type PhotoType } from "./vocabulary";

/** Everybody his own; an admin helps whoever has no phone for it, and takes away what does not belong there. */
export const canChangePhoto = (actor: Pick<Actor, "userId" | "role">, userId: string) =>
  actor.userId === userId || actor.role === "ADMIN";

interface Facts {
  type: PhotoType;
  width: number;
  height: number;
  /** It carries what a camera writes beside the picture: where and when it was taken. */
  tagged: boolean;
}

/** Why a picture is refused. */
export type PhotoFault = "unreadable" | "tooWide" | "tagged";

/** Looks at the picture itself, whatever it calls itself. @returns null for one that may be kept */
export function photoFault(bytes: Uint8Array, type: PhotoType): PhotoFault | null {
  const facts = jpegFacts(bytes) ?? webpFacts(bytes);
  if (!facts || facts.type !== type || facts.width < 1 || facts.height < 1) return "unreadable";
  if (facts.width > PHOTO_SIDE || facts.height > PHOTO_SIDE) return "tooWide";
  return facts.tagged ? "tagged" : null;
}

const ascii = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const SOF = new Set([0xc0, 0xc1, 0xc2]);
const END_OF_IMAGE = 0xd9;

/** Walks the segments up to the frame's header, which says how large it is. */
function jpegFacts(bytes: Uint8Array): Facts | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes.at(-2) !== 0xff || bytes.at(-1) !== END_OF_IMAGE)
    return null;
  const view = viewOf(bytes);
  let tagged = false;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (SOF.has(marker))
      return { type: "image/jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7), tagged };
    // APP1: Exif and XMP.
    if (marker === 0xe1) tagged = true;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Walks the chunks of a still picture: lossy, lossless, or with more around it. */
function webpFacts(bytes: Uint8Array): Facts | null {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 4) !== "WEBP") return null;
  const view = viewOf(bytes);
  if (view.getUint32(4, true) + 8 !== bytes.length) return null;
  const type = "image/webp";
  let facts: Facts | null = null;
  let tagged = false;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const kind = ascii(bytes, at, 4);
    const data = at + 8;
    if (kind === "ANIM" || kind === "ANMF") return null;
    if (kind === "EXIF" || kind === "XMP ") tagged = true;
    if (kind === "VP8 " && data + 10 <= bytes.length) {
      if (bytes[data + 3] !== 0x9d || bytes[data + 4] !== 0x01 || bytes[data + 5] !== 0x2a) return null;
      const [width, height] = [
        view.getUint16(data + 6, true) & 0x3fff,
        view.getUint16(data + 8, true) & 0x3fff,
      ];
      facts = { type, width, height, tagged };
    }
    if (kind === "VP8L" && data + 5 <= bytes.length) {
      if (bytes[data] !== 0x2f) return null;
      const packed = view.getUint32(data + 1, true);
      facts = { type, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1, tagged };
    }
    const size = view.getUint32(at + 4, true);
    at = data + size + (size % 2);
  }
  return facts && { ...facts, tagged };
}
