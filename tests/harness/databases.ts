import { createHash, randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { openDatabase } from "@/lib/db/client";

const MIGRATIONS = join(process.cwd(), "drizzle");

/** An empty database of its own; the server migrates it as it starts. */
export interface Storage {
  /** Absent for the embedded one, which lives in `dataDir`. */
  url?: string;
  dataDir: string;
  drop(): Promise<void>;
}

export interface Target {
  name: "PGlite" | "PostgreSQL";
  create(): Promise<Storage>;
}

/**
 * The databases that every suite runs on: PGlite always, PostgreSQL where one answers.
 * @throws Error when CI is set and no PostgreSQL answers: half of the proof would be missing without a word
 */
export async function databases(): Promise<Target[]> {
  const targets: Target[] = [{ name: "PGlite", create: createEmbedded }];
  const url = await answeringPostgres();
  if (url) return [...targets, { name: "PostgreSQL", create: () => createOnPostgres(url) }];
  if (process.env.CI) throw new Error("CI needs a PostgreSQL: none answers at TEST_DATABASE_URL");
  return targets;
}

const newDataDir = () => mkdtempSync(join(tmpdir(), "caddiepro-test-"));

async function createEmbedded(): Promise<Storage> {
  const dataDir = newDataDir();
  cpSync(join(await embeddedTemplate(), "pgdata"), join(dataDir, "pgdata"), { recursive: true });
  return { dataDir, drop: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** A migrated folder to copy from, made once per set of migrations: 0.1 s instead of 2 s per suite. */
async function embeddedTemplate(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of readdirSync(MIGRATIONS).sort()) {
    if (file.endsWith(".sql")) hash.update(file).update(readFileSync(join(MIGRATIONS, file)));
  }
  // The same statements under another time are another migration, and would be run a second time.
  hash.update(readFileSync(join(MIGRATIONS, "meta/_journal.json")));
  hash.update(readFileSync(join(process.cwd(), "node_modules/@electric-sql/pglite/package.json")));
  const template = join(tmpdir(), `caddiepro-template-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(template)) return template;
  const fresh = newDataDir();
  const database = await openDatabase({ dataDir: fresh });
  await database.migrate(MIGRATIONS);
  await database.close();
  try {
    renameSync(fresh, template);
  } catch (error) {
    // Another worker was faster.
    if (!existsSync(template)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  return template;
}

async function answeringPostgres(): Promise<string | null> {
  const url = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await client`select 1`;
    return url;
  } catch (error) {
    if (process.env.TEST_DATABASE_URL) throw error;
    return null;
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function createOnPostgres(serverUrl: string): Promise<Storage> {
  const name = `caddiepro_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const dataDir = newDataDir();
  return {
    url: url.href,
    dataDir,
    async drop() {
      rmSync(dataDir, { recursive: true, force: true });
      await onServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end({ timeout: 1 });
  }
}
