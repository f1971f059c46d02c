import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const flag = (fallback: boolean) =>
  z
    .enum(["0", "1"], { error: "must be 0 or 1" })
    .transform((v) => v === "1")
    .default(fallback);
const origin = z
  .string()
  .refine((v) => URL.canParse(v) && /^https?:$/.test(new URL(v).protocol), {
    error: "must be an http(s) address",
  })
  .transform((v) => new URL(v).origin);
const urlOf = (protocols: RegExp, wanted: string) =>
  z
    .string()
    .refine((v) => URL.canParse(v) && protocols.test(new URL(v).protocol), { error: `must be ${wanted}` });

const origins = z
  .string()
  .default("")
  .transform((v) =>
    v
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(origin));

/** The environment, variable by variable, as `.env.example` explains it. */
const envSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce
    .number({ error: "must be a port number, 0 to 65535" })
    .int()
    .min(0)
    .max(65_535, { error: "must be a port number, 0 to 65535" })
    .default(3000),
  HOST: z.string().min(1).optional(),
  DATABASE_URL: urlOf(/^postgres(ql)?:$/, "a postgres:// address").optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  REDIS_URL: urlOf(/^rediss?:$/, "a redis:// address").optional(),
  NEXTAUTH_SECRET: z.string().min(32, { error: "must have at least 32 characters" }).optional(),
  NEXTAUTH_URL: origin.optional(),
  ALLOWED_ORIGINS: origins,
  NEXT_PUBLIC_WS_URL: urlOf(/^(wss?|https?):$/, "a wss:// address").optional(),
  REALTIME: z.enum(["on", "off"], { error: "must be on or off" }).default("on"),
  SEED_DEMO: z.enum(["0", "1"], { error: "must be 0 or 1" }).optional(),
  SEED_WEEKS: z.coerce
    .number({ error: "must be a number of weeks, 0 to 12" })
    .int()
    .min(0)
    .max(12, { error: "must be a number of weeks, 0 to 12" })
    .optional(),
  TRUST_PROXY: flag(false),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, { error: "must be visible ASCII characters" })
    .optional(),
  PUSH_ALLOWED_ORIGINS: origins.transform((them): ReadonlySet<string> => new Set(them)),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], { error: "must be a pino level" })
    .default("info"),
});

export interface Env
  extends Omit<
    z.infer<typeof envSchema>,
    "SEED_DEMO" | "SEED_WEEKS" | "NEXTAUTH_SECRET" | "HOST" | "NEXTAUTH_URL"
  > {
  production: boolean;
  HOST: string;
  NEXTAUTH_SECRET: string;
  /** Public address of this server: an origin. */
  NEXTAUTH_URL: string;
  /** Every origin that a browser may come from, this server's own included. */
  origins: ReadonlySet<string>;
  SEED_DEMO: boolean;
  /** Weeks of past turns that the demo gets. */
  SEED_WEEKS: number;
}

/** Enough for every picture of the history. */
const WEEKS = 4;

/** Something about the start is wrong and a person can put it right; the message is one clear line. */
export class StartError extends Error {}

/**
 * Reads and checks the environment; absent values get their documented defaults. In development the secret of
 * the tokens is made once and kept in DATA_DIR.
 * @throws StartError that names the variable
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  // An empty value in a shell or a compose file means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, v]) => v !== undefined && v !== ""));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartError(`${String(issue?.path[0] ?? "environment")}: ${issue?.message ?? "invalid"}`);
  }
  const env = parsed.data;
  const production = env.NODE_ENV === "production";
  if (production && !env.NEXTAUTH_SECRET) {
    throw new StartError(
      "NEXTAUTH_SECRET: is required in production (32 characters or more, e.g. openssl rand -hex 32)",
    );
  }
  const own = [`http://localhost:${env.PORT}`, `http://127.0.0.1:${env.PORT}`];
  const publicUrl = env.NEXTAUTH_URL ?? own[0] ?? "";
  const configured = env.NEXTAUTH_URL ? [env.NEXTAUTH_URL] : own;
  return {
    ...env,
    production,
    HOST: env.HOST ?? (production ? "0.0.0.0" : "127.0.0.1"),
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? keptSecret(env.DATA_DIR),
    NEXTAUTH_URL: publicUrl,
    origins: new Set([...configured, ...env.ALLOWED_ORIGINS]),
    SEED_WEEKS: env.SEED_WEEKS ?? (env.NODE_ENV === "development" ? WEEKS : 0),
    SEED_DEMO: env.SEED_DEMO === undefined ? !production : env.SEED_DEMO === "1",
  };
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw new StartError(`DATA_DIR: ${file} cannot be read (${(error as Error).message})`);
    }
  }
  const secret = randomBytes(32).toString("hex");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // Two first starts at once: one of them wins, the other reads what it wrote.
    writeFileSync(file, secret, { mode: 0o600, flag: "wx" });
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return readFileSync(file, "utf8").trim();
    throw new StartError(`DATA_DIR: ${dataDir} cannot be written (${(error as Error).message})`);
  }
}
