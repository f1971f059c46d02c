import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type SQL, sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import { StartError } from "../env";
import { Connection } from "./connection";
import { lockFolder } from "./lock";
import { Pool } from "./pool";
import { WaitingLine } from "./waiting-line";

/** PostgreSQL and PGlite behind one type; a transaction has the same type. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>;
export type Tx = Db;

export interface Database {
  kind: "postgres" | "pglite";
  db: Db;
  /** Where commands wait for their turn: some connections stay free for reads and for the tail. */
  commands: WaitingLine;
  /** What tells this database from a copy of it; see decision 0011. */
  fingerprint(): Promise<string>;
  migrate(folder: string): Promise<void>;
  close(): Promise<void>;
}

/** Rows of a raw query: the two drivers wrap them differently. */
export async function rows<T extends Record<string, unknown>>(db: Db, query: SQL): Promise<T[]> {
  const result: unknown = await db.execute(query);
  return (Array.isArray(result) ? [...result] : (result as { rows: T[] }).rows) as T[];
}

/** Connections of a process. Each costs PostgreSQL a few MB, and it takes 100 by default. */
const POOL_SIZE = 16;
/** Connections that commands leave free, even while all of them wait for one lock. */
const KEPT_FOR_READS = 4;
/** How long a command waits for its turn before it is refused, in milliseconds. */
const TURN_MS = 5_000;

/**
 * What the server ends by itself, in milliseconds; the request is answered with 503 and may be sent again. A statement
 * never takes as long as `SILENCE_MS`, so that a slow server is not taken for a dead one.
 */
const LIMITS = {
  application_name: "caddiepro",
  lock_timeout: 4_000,
  statement_timeout: 10_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** A type that drizzle translates by itself, so that the driver must leave it as the text that it is. */
const asText = (to: number, from: number[]) => ({
  to,
  from,
  parse: (raw: string) => raw,
  serialize: (value: unknown) => value,
});
const DRIVER = {
  connect_timeout: 5,
  fetch_types: false,
  onnotice: () => {},
  types: {
    times: asText(1184, [1184, 1082, 1083, 1114, 1182, 1185, 1115, 1231]),
    json: asText(114, []),
    jsonb: asText(3802, []),
  },
};

/** @throws StartError when the database cannot be reached */
export async function openDatabase(options: {
  url?: string;
  dataDir: string;
  poolSize?: number;
}): Promise<Database> {
  return options.url
    ? openPostgres(options.url, options.poolSize ?? POOL_SIZE)
    : openEmbedded(options.dataDir);
}

async function openPostgres(url: string, poolSize: number): Promise<Database> {
  const [{ default: postgres }, { drizzle }, { migrate }] = await Promise.all([
    import("postgres"),
    import("drizzle-orm/postgres-js"),
    import("drizzle-orm/postgres-js/migrator"),
  ]);
  const pool = new Pool(poolSize, () => new Connection(postgres, url, { ...DRIVER, connection: LIMITS }));
  try {
    await pool.unsafe("select 1");
  } catch (error) {
    await pool.close(1);
    const { host, pathname } = new URL(url);
    throw new StartError(`DATABASE_URL: ${host}${pathname} does not answer (${reasonOf(error)})`);
  }
  const db = drizzle(pool as unknown as Sql, { casing: "snake_case" }) as unknown as Db;
  return {
    kind: "postgres",
    db,
    commands: new WaitingLine(Math.max(1, poolSize - KEPT_FOR_READS), TURN_MS),
    async fingerprint() {
      const [row] = await rows<{ it: string }>(
        db,
        sql`select concat_ws('-', (select system_identifier from pg_control_system()),
          (select timeline_id from pg_control_checkpoint()),
          (select oid from pg_database where datname = current_database())) as it`,
      );
      return String(row?.it);
    },
    async migrate(migrationsFolder) {
      // A connection of its own: it holds the lock, and a migration may take longer than a request.
      const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
      try {
        // Several processes may start at once: one migrates, the others wait and find nothing to do.
        await client`select pg_advisory_lock(726354)`;
        await migrate(drizzle(client, { casing: "snake_case" }), { migrationsFolder });
      } finally {
        // The lock ends with its connection.
        await client.end({ timeout: 1 });
      }
    },
    close: () => pool.close(2),
  };
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const [{ PGlite }, { drizzle }, { migrate }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("drizzle-orm/pglite"),
    import("drizzle-orm/pglite/migrator"),
  ]);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const release = lockFolder(dataDir);
  const folder = join(dataDir, "pgdata");
  if (!existsSync(folder)) {
    // A first start that is killed half-way leaves only the temporary folder, never half a database.
    const fresh = `${folder}.new`;
    rmSync(fresh, { recursive: true, force: true });
    const first = await PGlite.create(fresh);
    await first.close();
    renameSync(fresh, folder);
  }
  const client = await PGlite.create(folder).catch((error: unknown) => {
    release();
    throw new StartError(`DATA_DIR: the database in ${folder} cannot be opened (${reasonOf(error)})`);
  });
  breathe(client);
  const db = drizzle(client, { casing: "snake_case" });
  return {
    kind: "pglite",
    db: db as unknown as Db,
    // One connection in this process: its own line has no end, and nothing can hold it but the work itself.
    commands: new WaitingLine(Number.POSITIVE_INFINITY, TURN_MS),
    async fingerprint() {
      // A folder that was copied back from a backup has another inode than the one it replaces.
      const { ino, birthtimeMs } = statSync(join(folder, "PG_VERSION"));
      return `${ino}-${Math.round(birthtimeMs)}`;
    },
    migrate: (migrationsFolder) => migrate(db, { migrationsFolder }),
    async close() {
      await client.close();
      release();
    },
  };
}

/**
 * The embedded database works on this thread, and promises alone never let the event loop go round: it went round once
 * for all that the writers of the moment wanted, and accepts one connection each time. 200 phones that came back after a
 * restart stood outside for minutes.
 */
function breathe(client: { _runExclusiveQuery<T>(query: () => Promise<T>): Promise<T> }): void {
  const alone = client._runExclusiveQuery.bind(client);
  client._runExclusiveQuery = (query) =>
    alone(() => query().finally(() => new Promise((resolve) => setImmediate(resolve))));
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? "unknown";
}

/** JSON of a raw query: one driver parses it, the other hands over its text. */
export const parsedJson = <T>(value: unknown): T =>
  (typeof value === "string" ? JSON.parse(value) : value) as T;
