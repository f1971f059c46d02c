import { createHash, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { AppError } from "../http/problem";
import { json } from "../http/route";
import type { SystemStats } from "../realtime/contract";
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

/** How real time does for the admin's club; with REALTIME=off nobody is connected. ADMIN. @throws AppError FORBIDDEN */
export async function socketStats(
  _input: unknown,
  { actor }: { actor: Actor },
): Promise<{ data: SystemStats }> {
  if (actor.role !== "ADMIN") throw new AppError("FORBIDDEN", "only an admin may watch the system");
  const { watch } = runtime();
  if (!watch) throw new AppError("NOT_FOUND", "this process serves nobody: there is nothing to count");
  return { data: await watch.now(actor.organizationId) };
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * Prometheus text, for this machine or whoever has METRICS_TOKEN. It holds no names and no clubs.
 * @throws AppError UNAUTHENTICATED
 */
export async function metrics(request: Request): Promise<Response> {
  const { env, metrics: own } = runtime();
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const knows = env.METRICS_TOKEN !== undefined && bearer !== undefined && isSame(bearer, env.METRICS_TOKEN);
  const near = LOOPBACK.test(request.headers.get("x-forwarded-for") ?? "");
  if (!knows && !near) throw new AppError("UNAUTHENTICATED", "Authorization must be: Bearer <METRICS_TOKEN>");
  const headers = { "content-type": own.registry.contentType, "cache-control": "no-store" };
  return new Response(await own.registry.metrics(), { headers });
}

/** Takes as long for a wrong first letter as for a wrong last one. */
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const digest = (text: string) => createHash("sha256").update(text).digest();
