import { AppError, isAppError } from "./problem";

/** More than any form of ours needs. */
const MAX_BODY_BYTES = 64 * 1024;
/** NUL and halves of letters: no column can hold them. */
const UNSTORABLE = /\0|\p{Cs}/u;

/**
 * Reads a JSON object; no body at all is an empty one.
 * @throws AppError TOO_LARGE, NOT_JSON, MALFORMED, INVALID for a text that cannot be stored
 */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request);
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
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  let text = "";
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > MAX_BODY_BYTES) throw tooLarge();
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new AppError("MALFORMED", "the body is not UTF-8");
    if (isAppError(error)) throw error;
    // The one who sent it is gone and hears nothing; as ECONNRESET it would be told as the database's failure.
    throw new AppError("MALFORMED", "the body broke off");
  }
}

const tooLarge = () => new AppError("TOO_LARGE", `the body must not exceed ${MAX_BODY_BYTES} bytes`);
