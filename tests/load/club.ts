import { randomBytes, randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import { generateNKeysBetween } from "fractional-indexing";
import postgres from "postgres";
import { SESSION_SECONDS, signToken } from "../../lib/auth/token";
import { caddies } from "../../lib/caddies/tables";
import { type Database, openDatabase } from "../../lib/db/client";
import { organizations } from "../../lib/organizations/tables";
import { streams } from "../../lib/realtime/tables";
import { sessions, users } from "../../lib/users/tables";
import type { Standing } from "./toggler";

const SERVER = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";

export interface BenchDatabase {
  url: string;
  version: string;
  drop(): Promise<void>;
}

/** Makes an empty database of its own. */
export async function createDatabase(): Promise<BenchDatabase> {
  const name = `caddiepro_bench_${process.pid}`;
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  const admin = postgres(SERVER, { max: 1, onnotice: () => {} });
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.unsafe(`create database ${name}`);
  const [row] = await admin`show server_version`;
  return {
    url: url.href,
    version: String(row?.server_version),
    async drop() {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Watched by all clients, and by nobody. */
export const LOUD = 1;
export const SILENT = 3;
/**
 * A list of 200 is longer than any that we know of; more clients are further devices of the same people. A user may
 * connect 30 times in a minute: more than a thousand clients are shared by more people.
 */
const listLengthFor = (clients: number) => (clients > 1000 ? 500 : Math.min(clients, 200));

/** The demo club as the bench uses it: who watches which list, and who clicks. */
export class Club {
  readonly secret = randomBytes(32).toString("hex");
  #database: Database | null = null;
  #organizationId = "";

  /** Opens the database once the server has filled it. */
  async open(url: string): Promise<void> {
    this.#database = await openDatabase({ url, dataDir: "", poolSize: 2 });
    const [club] = await this.#db
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.name, "Club Campestre El Rodeo"));
    if (!club) throw new Error("the server has not seeded its demo club");
    this.#organizationId = club.id;
  }

  async close(): Promise<void> {
    await this.#database?.close();
  }

  /** A session of the caddie master. */
  async adminToken(): Promise<string> {
    const [admin] = await this.#db.select().from(users).where(eq(users.identifier, "admin@demo.club"));
    const [token] = await this.#open(admin ? [admin.id] : []);
    return token ?? "";
  }

  /** A list's caddies in the order of the list, with the status that each has now. */
  caddies(listNumber: number): Promise<Standing[]> {
    return this.#members(listNumber);
  }

  /** A session of its own for each of `count` connections, dealt round the list's caddies. */
  async tokens(listNumber: number, count: number): Promise<string[]> {
    const people = (await this.#members(listNumber)).flatMap(({ userId }) => userId ?? []);
    return this.#open(Array.from({ length: count }, (_, n) => people[n % people.length] ?? ""));
  }

  /** Sessions for so many connections to the loud list, which grows to the length that they need; the silent one alike. */
  async crowd(count: number): Promise<string[]> {
    // Both lists alike: what a command costs grows with its list.
    for (const list of [LOUD, SILENT]) await this.fill(list, listLengthFor(count));
    return this.tokens(LOUD, count);
  }

  /** Last seq of the loud list's stream: how many events it has. */
  async head(): Promise<number> {
    const own = and(eq(streams.organizationId, this.#organizationId), eq(streams.name, `list-${LOUD}`));
    const [stream] = await this.#db.select({ seq: streams.seq }).from(streams).where(own);
    return Number(stream?.seq ?? 0);
  }

  /** Makes a list this long, by caddies with accounts at its end; a longer one stays. */
  async fill(listNumber: number, length: number): Promise<void> {
    const members = await this.#members(listNumber);
    const missing = length - members.length;
    if (missing <= 0) return;
    const organizationId = this.#organizationId;
    const [pattern] = await this.#db.select().from(users).limit(1);
    const since = new Date();
    const people = generateNKeysBetween(members.at(-1)?.rank, null, missing).map((rank, n) => {
      const name = `Caddie ${members.length + n + 1}`;
      return { id: randomUUID(), userId: randomUUID(), name, rank };
    });
    await this.#db.insert(users).values(
      people.map(({ userId, name }) => ({
        ...{ id: userId, organizationId, name, role: "CADDIE" as const },
        identifier: `${userId}@bench.club`,
        passwordHash: pattern?.passwordHash ?? "",
      })),
    );
    const facts = { organizationId, listNumber, status: "Disponible" as const, since };
    await this.#db
      .insert(caddies)
      .values(people.map((person) => ({ ...person, ...facts, createdAt: since, updatedAt: since })));
  }

  get #db() {
    if (!this.#database) throw new Error("the club is not open");
    return this.#database.db;
  }

  #members(listNumber: number) {
    const inList = and(eq(caddies.organizationId, this.#organizationId), eq(caddies.listNumber, listNumber));
    return this.#db
      .select({ id: caddies.id, userId: caddies.userId, rank: caddies.rank, status: caddies.status })
      .from(caddies)
      .where(and(inList, isNull(caddies.deletedAt)))
      .orderBy(asc(caddies.rank), asc(caddies.id));
  }

  async #open(userIds: readonly string[]): Promise<string[]> {
    const createdAt = new Date();
    const expiresAt = new Date((Math.floor(createdAt.getTime() / 1000) + SESSION_SECONDS) * 1000);
    const opened = userIds.map((userId) => ({ id: randomUUID(), userId, createdAt, expiresAt }));
    await this.#db.insert(sessions).values(opened);
    return Promise.all(
      opened.map(({ id: sessionId, userId }) =>
        signToken({ userId, sessionId, sessionVersion: 1, expiresAt }, this.secret),
      ),
    );
  }
}
