import type * as z from "zod";
import type { Actor } from "./auth/actor";
import type { Db } from "./db/client";
import { readBytes } from "./http/body";
import { AppError } from "./http/problem";
import type { getPhotoInput } from "./photos/contract";
import { photoOf } from "./photos/queries";
import { MOST_PHOTO_BYTES, PHOTO_TYPES } from "./photos/vocabulary";

/** Pictures as they come and go over HTTP. */

/** @throws AppError NOT_AN_IMAGE, TOO_LARGE, MALFORMED, each naming `photo` where it is the picture's fault */
export async function readPhoto(request: Request): Promise<Record<string, unknown>> {
  const given = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  const type = PHOTO_TYPES.find((known) => known === given);
  const message = `must be ${PHOTO_TYPES.join(" or ")}`;
  if (!type)
    throw new AppError("NOT_AN_IMAGE", `photo: ${message}`, { errors: [{ path: "photo", message }] });
  const bytes = await readBytes(request, MOST_PHOTO_BYTES, "photo");
  return { type, photo: Buffer.from(bytes).toString("base64") };
}

interface Asked {
  db: Db;
  actor: Actor;
  request: Request;
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * `GET /api/users/:userId/photo`: under the version that it is, a browser keeps it for a year and never asks again;
 * otherwise it asks each time whether it is still the same.
 * @throws AppError NOT_FOUND
 */
export async function showPhoto(
  { userId, v }: z.infer<typeof getPhotoInput>,
  { db, actor, request }: Asked,
): Promise<Response> {
  const { version, type, image } = await photoOf(db, actor, userId);
  const headers = {
    etag: `"${userId}-${version}"`,
    "cache-control": v === version ? `private, max-age=${YEAR_SECONDS}, immutable` : "private, no-cache",
  };
  const known = request.headers.get("if-none-match")?.split(/\s*,\s*/) ?? [];
  if (known.includes(headers.etag)) return new Response(null, { status: 304, headers });
  return new Response(Uint8Array.from(image), { headers: { ...headers, "content-type": type } });
}
