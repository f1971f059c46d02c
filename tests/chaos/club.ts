import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { generateNKeysBetween } from "fractional-indexing";
import { hashPassword } from "@/lib/auth/password";
import { SESSION_SECONDS, signToken } from "@/lib/auth/token";
import { caddies } from "@/lib/caddies/tables";
import { type Database, openDatabase } from "@/lib/db/client";
import { lists, organizations } from "@/lib/organizations/tables";
import { sessions, users } from "@/lib/users/tables";
import type { Storage } from "../harness/databases";

export const CHAOS_SECRET = "a secret of the chaos tests, of no worth elsewhere";
export const CHAOS_PASSWORD = "una contraseña";
const LISTS = [1, 2, 3];

/** Somebody with a session; `list` is null for an admin. */
export interface Somebody {
  userId: string;
  identifier: string;
  token: string;
  list: number | null;
}

/** The club that the scenarios are played in. */
export interface ChaosClub {
  id: string;
  /** One writes, each under a name of his own; the last one only looks. */
  admins: Somebody[];
  /** Caddies with accounts who stay in their lists, dealt round the lists. */
  watchers: Somebody[];
  /** Every caddie on the board. */
  caddieIds: string[];
  /** Caddies nobody watches as: they may be moved between lists and removed. */
  movable: string[];
}

interface Plan {
  admins: number;
  /** Of each list. */
  watchers: number;
  movable: number;
}

/** Migrates an empty database and founds the club in it, before any server opens it. */
export async function foundClub(storage: Storage, plan: Plan): Promise<ChaosClub> {
  const database = await openDatabase({ url: storage.url, dataDir: storage.dataDir });
  try {
    await database.migrate(join(process.cwd(), "drizzle"));
    return await found(database, plan);
  } finally {
    await database.close();
  }
}

async function found({ db }: Database, plan: Plan): Promise<ChaosClub> {
  const organizationId = randomUUID();
  const now = new Date();
  await db.insert(organizations).values({ id: organizationId, name: "Club del Vendaval" });
  await db.insert(lists).values(LISTS.map((number) => ({ organizationId, number, name: `Lista ${number}` })));
  const passwordHash = await hashPassword(CHAOS_PASSWORD);
  const account = (role: "ADMIN" | "CADDIE", name: string) => {
    const id = randomUUID();
    return { id, organizationId, identifier: `${id}@chaos.club`, name, role, passwordHash };
  };
  const masters = Array.from({ length: plan.admins + 1 }, (_, n) => account("ADMIN", `Master ${n + 1}`));
  const members = LISTS.flatMap((listNumber) => {
    const ranks = generateNKeysBetween(null, null, plan.watchers + plan.movable);
    return ranks.map((rank, n) => {
      const user = account("CADDIE", `Caddie ${listNumber}.${n + 1}`);
      return { id: randomUUID(), listNumber, rank, user, movable: n >= plan.watchers };
    });
  });
  await db.insert(users).values([...masters, ...members.map(({ user }) => user)]);
  await db.insert(caddies).values(
    members.map(({ id, listNumber, rank, user }, n) => ({
      ...{ id, organizationId, listNumber, rank, userId: user.id, name: user.name },
      ...{ phoneNumber: `+57 300 ${1_000_000 + n}`, status: "Disponible" as const },
      ...{ since: now, createdAt: now, updatedAt: now },
    })),
  );
  const expiresAt = new Date((Math.floor(now.getTime() / 1000) + SESSION_SECONDS) * 1000);
  const signIn = async (user: { id: string; identifier: string }, list: number | null): Promise<Somebody> => {
    const sessionId = randomUUID();
    await db.insert(sessions).values({ id: sessionId, userId: user.id, createdAt: now, expiresAt });
    const claims = { userId: user.id, sessionId, sessionVersion: 1, expiresAt };
    return {
      userId: user.id,
      identifier: user.identifier,
      token: await signToken(claims, CHAOS_SECRET),
      list,
    };
  };
  const still = members.filter(({ movable }) => !movable);
  // Round the lists: the first n of them are spread evenly.
  const dealt = Array.from({ length: plan.watchers }, (_, place) =>
    still.filter((__, i) => i % plan.watchers === place),
  ).flat();
  return {
    id: organizationId,
    admins: await Promise.all(masters.map((user) => signIn(user, null))),
    watchers: await Promise.all(dealt.map(({ user, listNumber }) => signIn(user, listNumber))),
    caddieIds: members.map(({ id }) => id),
    movable: members.filter(({ movable }) => movable).map(({ id }) => id),
  };
}
