import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { ADMINS_STREAM, listStream } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import { ORG_STREAM, userStream } from "../realtime/rooms";
import { requireAccount } from "../users/queries";
import type { Photo, photoOwnerInput, setPhotoInput } from "./contract";
import { canChangePhoto, photoFault } from "./policy";
import { userPhotos } from "./tables";

/** Gives somebody a face: his own to everybody, any of the club's to an admin. @throws AppError INVALID */
export async function setPhoto(
  { userId, type, photo }: z.infer<typeof setPhotoInput>,
  ctx: CommandContext,
): Promise<Photo> {
  const { before, caddie } = await lockPhoto(ctx, userId);
  const bytes = Uint8Array.from(Buffer.from(photo, "base64"));
  if (before?.image && Buffer.compare(before.image, bytes) === 0)
    return { userId, version: before.version, removed: false };
  const fault = photoFault(bytes, type);
  if (fault) {
    const errors = [{ path: "photo", message: fault }];
    throw new AppError("INVALID", `photo: ${fault}`, { errors });
  }
  return put(ctx, userId, caddie, { type, image: bytes });
}

/** Takes a face away; the first letters of the name stand in its place again. */
export async function removePhoto(
  { userId }: z.infer<typeof photoOwnerInput>,
  ctx: CommandContext,
): Promise<null> {
  const { before, caddie } = await lockPhoto(ctx, userId);
  if (before?.image) await put(ctx, userId, caddie, { type: null, image: null });
  return null;
}

type OfCaddie = Awaited<ReturnType<typeof requireAccount>>["caddie"];

/** Who may, whose it is, and what is there now. @throws AppError FORBIDDEN, NOT_FOUND */
async function lockPhoto(ctx: CommandContext, userId: string) {
  if (!canChangePhoto(ctx.actor, userId))
    throw new AppError("FORBIDDEN", "only he himself and the club's admins may change a photo");
  const { caddie } = await requireAccount(ctx.tx, ctx.actor.organizationId, userId);
  const [before] = await ctx.tx
    .select({ version: userPhotos.version, image: userPhotos.image })
    .from(userPhotos)
    .where(eq(userPhotos.userId, userId))
    .for("update");
  return { before, caddie };
}

async function put(
  ctx: CommandContext,
  userId: string,
  caddie: OfCaddie,
  facts: Pick<typeof userPhotos.$inferInsert, "type" | "image">,
): Promise<Photo> {
  const { actor, now } = ctx;
  // Two who give the first one at once: the second waits here, and counts on.
  const [written] = await ctx.tx
    .insert(userPhotos)
    .values({ userId, version: 1, updatedAt: now, ...facts })
    .onConflictDoUpdate({
      target: userPhotos.userId,
      set: { ...facts, updatedAt: now, version: sql`${userPhotos.version} + 1` },
    })
    .returning({ version: userPhotos.version });
  const photo = { userId, version: written?.version ?? 1, removed: facts.image === null };
  const streams = caddie ? [listStream(caddie.listNumber), ADMINS_STREAM, userStream(userId)] : [ORG_STREAM];
  ctx.publish("photo:changed", streams, {
    ...photo,
    caddieId: caddie?.id ?? null,
    timestamp: now.toISOString(),
    by: { id: actor.userId, name: actor.name },
  });
  return photo;
}
