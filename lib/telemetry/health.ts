import { sql } from "drizzle-orm";
import { json } from "../http/route";
import { runtime } from "../runtime";

/** A database that takes longer than this to say a word is away. */
const PATIENCE_MS = 2000;
const uptime = () => Math.round((Date.now() - runtime().startedAt.getTime()) / 1000);

/** `{status: "ok" | "degraded", uptime, database}`, uptime in seconds; 503 while the database is away. */
export async function health(): Promise<Response> {
  const { database } = runtime();
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error("late")), PATIENCE_MS).unref(),
  );
  const ok = await Promise.race([database.db.execute(sql`select 1`), late]).then(
    () => true,
    () => false,
  );
  const body = { status: ok ? "ok" : "degraded", uptime: uptime(), database: ok ? "ok" : "away" };
  return json(ok ? 200 : 503, body, ok ? undefined : { "retry-after": "2" });
}

/** `{status: "ok" | "off", connectedClients, uptime}`, uptime in seconds. */
export async function socketHealth(): Promise<Response> {
  const { realtime } = runtime();
  return json(200, {
    status: realtime ? "ok" : "off",
    connectedClients: realtime?.connectedClients() ?? 0,
    uptime: uptime(),
  });
}
