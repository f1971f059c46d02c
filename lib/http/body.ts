import { AppError, isAppError } from "./problem";

/** More than any form of ours needs; a route that takes lists or pictures names its own. */
const MAX_BODY_BYTES = 64 * 1024;
/** NUL and halves of letters: no column can hold them. */
const UNSTORABLE = /\0|\p{Cs}/u;

/**
 * Reads a JSON object; no body at all is an empty one.
 * @throws AppError TOO_LARGE, NOT_JSON, MALFORMED, INVALID for a text that cannot be stored
 */
export async function readJson(
  request: Request,
  maxBytes = MAX_BODY_BYTES,
): Promise<Record<string, unknown>> {
  const text = await readText(request, maxBytes);
  if (text.trim() === "") return {};
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("NOT_JSON", "Content-Type must be application/json");
  let value: unknown;
  try {
    value = JSON.parse(text, refuseUnstorable);
  } catch (error) {
    if (isAppError(error)) throw error;
    throw new AppError("MALFORMED", `the body is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("MALFORMED", "the body must be a JSON object");
  }
  // Path parameters are merged over the body, and __proto__ must stay a plain key that no schema knows.
  return value as Record<string, unknown>;
}

function refuseUnstorable(path: string, value: unknown): unknown {
  if (typeof value !== "string" || !UNSTORABLE.test(value)) return value;
  const message = "holds a character that is none";
  throw new AppError("INVALID", `${path}: ${message}`, { errors: [{ path, message }] });
}

/** Reads a text of bounded length. @throws AppError TOO_LARGE, MALFORMED */
export async function readText(request: Request, maxBytes = MAX_BODY_BYTES): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new AppError("MALFORMED", "the body is not UTF-8");
    throw error;
  }
}

/**
 * Reads a body of bounded size, whatever it is.
 * @param field what the body is, for the refusal to name it
 * @throws AppError TOO_LARGE, MALFORMED
 */
export async function readBytes(
  request: Request,
  maxBytes: number,
  field = "the body",
): Promise<Uint8Array<ArrayBuffer>> {
  const message = `must not exceed ${maxBytes} bytes`;
  const errors = [{ path: field, message }];
  const tooLarge = () =>
    new AppError("TOO_LARGE", `${field} ${message}`, field === "the body" ? {} : { errors });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (isAppError(error)) throw error;
    // The one who sent it is gone and hears nothing; as ECONNRESET it would be told as the database's failure.
    throw new AppError("MALFORMED", "the body broke off");
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
