import { openDatabase } from "../lib/db/client";
import { readEnv, StartError } from "../lib/env";
import { changeEpoch, readHeads } from "../lib/realtime/log";

/** Declares the log another one after a restore, so that no client believes its old cursor. */
async function main(): Promise<void> {
  const env = readEnv({ ...process.env, NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? "x".repeat(32) });
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR });
  const { epoch } = await readHeads(database.db, []);
  await changeEpoch(database.db, epoch);
  console.info(
    `epoch ${epoch} → ${(await readHeads(database.db, [])).epoch}: running servers follow within a second`,
  );
  await database.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
