import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { openDatabase } from "@/lib/db/client";

it("[C-19] the embedded database lets the event loop go round between two statements, also inside a transaction", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "caddiepro-test-"));
  const database = await openDatabase({ dataDir });
  try {
    let rounds = 0;
    let on = true;
    const count = () => {
      rounds += 1;
      if (on) setImmediate(count);
    };
    setImmediate(count);
    const many = Array.from({ length: 20 }, () => database.db.execute(sql`select 1`));
    await database.db.transaction(async (tx) => {
      for (let n = 0; n < 20; n++) await tx.execute(sql`select 1`);
    });
    await Promise.all(many);
    on = false;
    expect(rounds).toBeGreaterThanOrEqual(40);
  } finally {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
