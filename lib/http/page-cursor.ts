import { AppError } from "./problem";

/** Where the next page of a long list begins: the last row's keys, opaque to clients. */
export const writeCursor = (keys: readonly string[]): string =>
  Buffer.from(JSON.stringify(keys)).toString("base64url");

/** What a client sent back; undefined when it is no cursor at all. The caller says which keys it must hold. */
export function readCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The refusal of one that was never given. */
export const badCursor = () =>
  new AppError("INVALID", "cursor: is not one that was given", {
    errors: [{ path: "cursor", message: "is not one that was given" }],
  });

/** The same for rows that are ordered by a time and an id: `<time>_<id>`. */
export const writeTimeCursor = (time: Date, id: string) =>
  Buffer.from(`${time.toISOString()}_${id}`).toString("base64url");
const CURSOR_TIME = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const CURSOR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** @throws AppError INVALID */
export function readTimeCursor(cursor: string): [Date, string] {
  const [time = "", id = ""] = Buffer.from(cursor, "base64url").toString().split("_");
  if (!CURSOR_TIME.test(time) || Number.isNaN(Date.parse(time)) || !CURSOR_ID.test(id)) throw badCursor();
  return [new Date(time), id];
}
