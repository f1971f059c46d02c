import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Sql, TransactionSql } from "postgres";
import { StartError } from "../env";
import { lockFolder } from "./lock";

/** PostgreSQL and PGlite behind one type; a transaction has the same type. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>;
export type Tx = Db;

export interface Database {
  kind: "postgres" | "pglite";
  db: Db;
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

/** @throws StartError when the database cannot be reached */
export async function openDatabase(options: {
  url?: string;
  dataDir: string;
  poolSize?: number;
}): Promise<Database> {
  return options.url ? openPostgres(options.url, options.poolSize ?? 10) : openEmbedded(options.dataDir);
}

async function openPostgres(url: string, max: number): Promise<Database> {
  const [{ default: postgres }, { drizzle }, { migrate }] = await Promise.all([
    import("postgres"),
    import("drizzle-orm/postgres-js"),
    import("drizzle-orm/postgres-js/migrator"),
  ]);
  const client = postgres(url, {
    max,
    connect_timeout: 5,
    onnotice: () => {},
    // A statement that waits longer than this is answered with 503 rather than held for ever.
    connection: {
      application_name: "caddiepro",
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  try {
    await client`select 1`;
  } catch (error) {
    await client.end({ timeout: 1 });
    const { host, pathname } = new URL(url);
    throw new StartError(`DATABASE_URL: ${host}${pathname} does not answer (${reasonOf(error)})`);
  }
  const db = drizzle(prepared(client), { casing: "snake_case" });
  return {
    kind: "postgres",
    db: db as unknown as Db,
    async fingerprint() {
      const [row] = await client`
        select concat_ws('-', (select system_identifier from pg_control_system()),
          (select timeline_id from pg_control_checkpoint()),
          (select oid from pg_database where datname = current_database())) as it`;
      return String(row?.it);
    },
    async migrate(migrationsFolder) {
      // Several processes may start at once: one migrates, the others wait and find nothing to do.
      const session = await client.reserve();
      try {
        await session`select pg_advisory_lock(726354)`;
        await migrate(db, { migrationsFolder });
      } finally {
        await session`select pg_advisory_unlock(726354)`;
        session.release();
      }
    },
    close: () => client.end({ timeout: 2 }),
  };
}

type Begin = (work: (session: TransactionSql) => unknown) => Promise<unknown>;

/**
 * Drizzle asks the driver not to prepare; each statement with parameters then costs a second round trip and is parsed
 * anew, which made a click half as slow again. Named statements live as long as their connection.
 */
function prepared(client: Sql): Sql {
  const naming = <C extends TransactionSql | Sql>(session: C): C => {
    const unsafe = session.unsafe.bind(session);
    session.unsafe = ((query, params = [], options = {}) =>
      unsafe(query, params, { ...options, prepare: params.length > 0 })) as C["unsafe"];
    return session;
  };
  const begin: Begin = client.begin.bind(client);
  client.begin = ((work) => begin((session) => work(naming(session)))) as Begin as Sql["begin"];
  return naming(client);
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
  const db = drizzle(client, { casing: "snake_case" });
  return {
    kind: "pglite",
    db: db as unknown as Db,
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

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? "unknown";
}

const AWAY =
  /^(08...|57P0[123]|53300|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOENT|57014|55P03|40001|40P01)$/;

/** True when the database could not be reached, or gave up waiting or on a deadlock: the request may be sent again. */
export function isDatabaseAway(error: unknown): boolean {
  for (let e = error; e; e = (e as { cause?: unknown }).cause) {
    const { code } = e as { code?: unknown };
    if (typeof code === "string" && AWAY.test(code)) return true;
  }
  return false;
}
