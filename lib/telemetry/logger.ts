import pino, { type Logger } from "pino";

export type { Logger };

/** Fields that never reach a log, wherever they stand. */
const SECRETS = ["password", "token", "authorization", "cookie", "passwordHash", "secret"];

/** Structured JSON lines on stdout; in development a person's lines on a terminal. */
export function createLogger(level: string, pretty: boolean): Logger {
  return pino({
    level,
    base: undefined,
    redact: { paths: SECRETS.flatMap((s) => [s, `*.${s}`, `*.*.${s}`]), censor: "[secret]" },
    ...(pretty && {
      transport: { target: "pino-pretty", options: { translateTime: "HH:MM:ss.l", ignore: "pid,hostname" } },
    }),
  });
}
