import { randomUUID } from "node:crypto";
import type { Tx } from "../db/client";
import type { NewClub } from "./contract";
import { lists, organizations } from "./tables";

/** Writes a new club with its lists; who may is the caller's question. @returns its id */
export async function foundClub(tx: Tx, club: NewClub, now: Date): Promise<string> {
  const organizationId = randomUUID();
  const { lists: names, ...facts } = club;
  await tx.insert(organizations).values({ ...facts, id: organizationId, createdAt: now, updatedAt: now });
  await tx.insert(lists).values(names.map((name, i) => ({ organizationId, number: i + 1, name })));
  return organizationId;
}
