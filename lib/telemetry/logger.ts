import pino, { type DestinationStream, type Logger } from "pino";

export type { Logger };

/** Fields that never reach a log, wherever they stand. */
const SECRETS = ["password", "token", "authorization", "cookie", "passwordHash", "secret"];

/** What a failed statement was asked with: names, telephone numbers, hashes. Its text alone finds the fault. */
const PARAMETERS = /\s*params: [\s\S]*?(?=\n\s+at |$)/g;

function withoutParameters(error: Error): object {
  const { parameters: _parameters, params: _params, args: _args, ...told } = pino.stdSerializers.err(error);
  return {
    ...told,
    message: told.message.replace(PARAMETERS, ""),
    stack: told.stack.replace(PARAMETERS, ""),
  };
}

/**
 * Structured JSON lines on stdout; in development a person's lines on a terminal.
 * @param destination instead of stdout
 */
export function createLogger(level: string, pretty: boolean, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    serializers: { err: withoutParameters },
    redact: { paths: SECRETS.flatMap((s) => [s, `*.${s}`, `*.*.${s}`]), censor: "[secret]" },
  };
  const readable = {
    target: "pino-pretty",
    options: { translateTime: "HH:MM:ss.l", ignore: "pid,hostname" },
  };
  return destination
    ? pino(options, destination)
    : pino({ ...options, ...(pretty && { transport: readable }) });
}
