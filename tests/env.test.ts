import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readEnv, StartError } from "@/lib/env";

const folder = mkdtempSync(join(tmpdir(), "caddiepro-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SECRET = "x".repeat(32);
const read = (variables: Record<string, string>) =>
  readEnv({ NODE_ENV: "development", DATA_DIR: folder, NEXTAUTH_SECRET: SECRET, ...variables });
const production = { NODE_ENV: "production" } as const;

/** A malformed value of every variable. */
const BAD: [string, string][] = [
  ["NODE_ENV", "staging"],
  ["PORT", "http"],
  ["PORT", "-1"],
  ["PORT", "65536"],
  ["PORT", "80.5"],
  ["DATABASE_URL", "mysql://localhost/x"],
  ["DATABASE_URL", "localhost:5432"],
  ["REDIS_URL", "http://127.0.0.1:6379"],
  ["REDIS_URL", "127.0.0.1"],
  ["METRICS_TOKEN", "two words"],
  ["NEXTAUTH_SECRET", "short"],
  ["NEXTAUTH_URL", "caddies.club"],
  ["NEXTAUTH_URL", "ftp://caddies.club"],
  ["ALLOWED_ORIGINS", "https://a.club,b.club"],
  ["NEXT_PUBLIC_WS_URL", "caddies.club"],
  ["REALTIME", "yes"],
  ["SEED_DEMO", "true"],
  ["SEED_WEEKS", "many"],
  ["SEED_WEEKS", "13"],
  ["TRUST_PROXY", "loopback"],
  ["LOG_LEVEL", "verbose"],
];

describe("the environment", () => {
  it.each(BAD)("a malformed %s=%s stops the start with one line that names it", (name, value) => {
    expect(() => read({ [name]: value })).toThrow(StartError);
    expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name}: [^\n]+$`));
  });

  it("has the documented defaults, and an empty value is none", () => {
    const env = read({ PORT: "", REALTIME: "", DATABASE_URL: "", ALLOWED_ORIGINS: "" });
    expect(env).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      NEXTAUTH_URL: "http://localhost:3000",
      REALTIME: "on",
      SEED_DEMO: true,
      SEED_WEEKS: 4,
      TRUST_PROXY: false,
      LOG_LEVEL: "info",
      production: false,
    });
    expect(env.DATABASE_URL).toBeUndefined();
    expect([...env.origins]).toEqual(["http://localhost:3000", "http://127.0.0.1:3000"]);
  });

  it("in production listens to all, seeds nothing, and needs its secret", () => {
    expect(read(production)).toMatchObject({
      HOST: "0.0.0.0",
      SEED_DEMO: false,
      SEED_WEEKS: 0,
      production: true,
    });
    expect(read({ ...production, SEED_DEMO: "1" }).SEED_DEMO).toBe(true);
    expect(() => readEnv({ ...production, DATA_DIR: folder })).toThrow(
      /^NEXTAUTH_SECRET: is required in production/,
    );
  });

  it("[C-18] allows the public address and the further origins, as origins", () => {
    const env = read({
      NEXTAUTH_URL: "https://caddies.club/path",
      ALLOWED_ORIGINS: " https://tv.club/ ,, http://10.0.0.2:8080",
    });
    expect(env.NEXTAUTH_URL).toBe("https://caddies.club");
    expect([...env.origins]).toEqual(["https://caddies.club", "https://tv.club", "http://10.0.0.2:8080"]);
  });

  it("makes a secret once in development, keeps it to itself, and finds it again", () => {
    const fresh = { NODE_ENV: "development" as const, DATA_DIR: join(folder, "new") };
    const { NEXTAUTH_SECRET } = readEnv(fresh);
    expect(NEXTAUTH_SECRET).toMatch(/^[0-9a-f]{64}$/);
    expect(readEnv(fresh).NEXTAUTH_SECRET).toBe(NEXTAUTH_SECRET);
    const file = join(folder, "new", "secret");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toBe(NEXTAUTH_SECRET);
  });

  it("says so when the folder cannot hold the secret", () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    chmodSync(file, 0o600);
    expect(() => readEnv({ NODE_ENV: "development", DATA_DIR: join(file, "below") })).toThrow(/^DATA_DIR: /);
  });
});
