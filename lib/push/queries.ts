import { and, eq } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { Db } from "../db/client";
import { AppError } from "../http/problem";
import type { PushKey } from "./contract";
import { pushKeys, pushSubscriptions } from "./tables";

/** Where something is sent to. */
export interface Device {
  id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** Both halves; the private one leaves this server in no form. @throws Error before the keys were made */
export async function keyPair(db: Db): Promise<{ publicKey: string; privateKey: string }> {
  const [pair] = await db.select().from(pushKeys);
  if (!pair) throw new Error("the push keys are made when the server starts");
  return pair;
}

/** What a browser needs to subscribe. */
export async function pushKey(_input: unknown, { db }: { db: Db }): Promise<{ data: PushKey }> {
  const { publicKey } = await keyPair(db);
  return { data: { publicKey } };
}

/** A device of whoever asks. @throws AppError NOT_FOUND */
export async function ownDevice(db: Db, actor: Actor, endpoint: string): Promise<Device> {
  const { id, p256dh, auth } = pushSubscriptions;
  const [device] = await db
    .select({ id, endpoint: pushSubscriptions.endpoint, p256dh, auth })
    .from(pushSubscriptions)
    .where(and(eq(pushSubscriptions.endpoint, endpoint), eq(pushSubscriptions.userId, actor.userId)));
  if (!device) throw new AppError("NOT_FOUND", "this device gets no notices of yours");
  return device;
}
