import { randomUUID } from "node:crypto";
import { generateNKeysBetween } from "fractional-indexing";
import type { Role } from "@/lib/auth/actor";
import { hashPassword } from "@/lib/auth/password";
import { type Claims, SESSION_SECONDS, signToken } from "@/lib/auth/token";
import { caddies } from "@/lib/caddies/tables";
import { noticeDefaults } from "@/lib/notices/tables";
import { lists, organizations } from "@/lib/organizations/tables";
import { sessions, users } from "@/lib/users/tables";
import { Api } from "./api";
import { Phone, type PhoneOptions } from "./phone";
import { SECRET, type TestServer } from "./server";

export const PASSWORD = "una contraseña";
let passwordHash: Promise<string> | undefined;

export interface Account {
  userId: string;
  identifier: string;
  name: string;
  role: Role;
}

/** A caddie on the board, with the account that he signs in with. */
export interface TestCaddie {
  id: string;
  name: string;
  listNumber: number;
  phoneNumber: string;
  account: Account;
}

/** Somebody with a session. */
export interface Person extends Account {
  sessionId: string;
  token: string;
  api: Api;
  /** Connects with the token and waits for `sync:ready`. */
  connect(options?: PhoneOptions): Promise<Phone>;
}

export interface TestClub {
  id: string;
  admin: Person;
  /** All caddies, by list and place. */
  caddies: TestCaddie[];
  /** Of a list, in the order of the queue. */
  list(number: number): TestCaddie[];
  /** The one at this place (from 1) of this list. */
  at(listNumber: number, place: number): TestCaddie;
  /** Opens a session for this caddie. */
  as(caddie: TestCaddie): Promise<Person>;
  /** One more administrator. */
  addAdmin(): Promise<Person>;
}

interface ClubPlan {
  /** How many caddies each list has, from list 1 on. */
  sizes?: number[];
  /** Its caddies are told what happens to them, as in any club; without it nothing of that stirs their streams. */
  tells?: boolean;
}

let clubs = 0;
const LONG_AGO = new Date("2026-01-05T11:00:00.000Z");
const SILENCE = { channels: { near: [], next: [], called: [], list_changed: [], turn_corrected: [] } };

/** A club of its own, so that no test sees another's people. All caddies are *Disponible*. */
export async function createClub(
  server: TestServer,
  { sizes = [3, 3, 3], tells = false }: ClubPlan = {},
): Promise<TestClub> {
  clubs++;
  const id = randomUUID();
  const mark = id.slice(0, 8);
  await server.db.insert(organizations).values({ id, name: `Club ${clubs}`, createdAt: LONG_AGO });
  await server.db
    .insert(lists)
    .values(sizes.map((_, i) => ({ organizationId: id, number: i + 1, name: `Lista ${i + 1}` })));
  if (!tells)
    await server.db
      .insert(noticeDefaults)
      .values({ organizationId: id, choices: SILENCE, updatedAt: LONG_AGO });
  const all = sizes.flatMap((size, i) =>
    Array.from({ length: size }, (_, n): TestCaddie => {
      const name = `Caddie ${i + 1}.${n + 1}`;
      const account = {
        userId: randomUUID(),
        identifier: `caddie-${i + 1}-${n + 1}@${mark}.club`,
        name,
        role: "CADDIE" as const,
      };
      const phoneNumber = `+57 300 ${100 + i} ${1000 + n}`;
      return { id: randomUUID(), name, listNumber: i + 1, phoneNumber, account };
    }),
  );
  const admin: Account = {
    userId: randomUUID(),
    identifier: `admin@${mark}.club`,
    name: "Ana Posada",
    role: "ADMIN",
  };
  await insertAccounts(server, id, [admin, ...all.map((caddie) => caddie.account)]);
  const ranks = new Map(sizes.map((size, i) => [i + 1, generateNKeysBetween(null, null, size)]));
  if (all.length > 0) {
    await server.db.insert(caddies).values(
      all.map(({ account, ...caddie }) => ({
        ...caddie,
        organizationId: id,
        userId: account.userId,
        status: "Disponible" as const,
        rank: ranks.get(caddie.listNumber)?.shift() ?? "a0",
        since: LONG_AGO,
        createdAt: LONG_AGO,
        updatedAt: LONG_AGO,
      })),
    );
  }
  const list = (number: number) => all.filter((caddie) => caddie.listNumber === number);
  return {
    id,
    admin: await signIn(server, admin),
    caddies: all,
    list,
    at(listNumber, place) {
      const found = list(listNumber)[place - 1];
      if (!found) throw new Error(`this club has no place ${place} in list ${listNumber}`);
      return found;
    },
    as: (caddie) => signIn(server, caddie.account),
    async addAdmin() {
      const n = randomUUID().slice(0, 8);
      const more = {
        ...admin,
        userId: randomUUID(),
        identifier: `admin-${n}@${mark}.club`,
        name: "Germán Lopera",
      };
      await insertAccounts(server, id, [more]);
      return signIn(server, more);
    },
  };
}

async function insertAccounts(
  server: TestServer,
  organizationId: string,
  accounts: Account[],
): Promise<void> {
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  await server.db
    .insert(users)
    .values(
      accounts.map(({ userId, ...rest }) => ({ ...rest, id: userId, organizationId, passwordHash: hash })),
    );
}

/** Opens a session as `POST /api/auth/token` does, without the cost of the password. */
export async function signIn(
  server: TestServer,
  account: Account,
  lifeMs: number = SESSION_SECONDS * 1000,
): Promise<Person> {
  const sessionId = randomUUID();
  const createdAt = new Date();
  const expiresAt = new Date(Math.ceil((createdAt.getTime() + lifeMs) / 1000) * 1000);
  await server.db.insert(sessions).values({ id: sessionId, userId: account.userId, createdAt, expiresAt });
  const token = await tokenOf({ userId: account.userId, sessionId, sessionVersion: 1, expiresAt });
  return {
    ...account,
    sessionId,
    token,
    api: new Api(() => server.url, token),
    async connect({ auth, headers } = {}) {
      const phone = new Phone(server.url, { auth: { token, ...auth }, headers });
      await phone.ready();
      return phone;
    },
  };
}

/** A genuine token with these claims. */
export const tokenOf = (claims: Claims) => signToken(claims, SECRET);
