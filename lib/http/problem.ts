import type * as z from "zod";
import type { FieldError } from "../realtime/contract";

/** One code per refusal; the status follows from it. */
const STATUS = {
  MALFORMED: 400,
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  BAD_CREDENTIALS: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  VERSION_CONFLICT: 409,
  CADDIE_NOT_AVAILABLE: 409,
  ILLEGAL_TRANSITION: 409,
  NOT_UNDOABLE: 409,
  TURN_LIMIT: 409,
  LIST_NOT_EMPTY: 409,
  DAY_NOT_OPEN: 409,
  OWN_ACCESS: 409,
  USER_DISABLED: 409,
  CADDIE_HAS_ACCOUNT: 409,
  LINK_CLOSED: 409,
  DRAW_EXISTS: 409,
  DRAW_EARLY: 409,
  DRAW_CLOSED: 409,
  ABSENCE_CLOSED: 409,
  ABSENCE_OVERLAPS: 409,
  ROLL_CALL_OPEN: 409,
  TOO_LARGE: 413,
  NOT_JSON: 415,
  NOT_AN_IMAGE: 415,
  INVALID: 422,
  KEY_REUSED: 422,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
} as const;
export type ProblemCode = keyof typeof STATUS;

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** RFC 9457, with `code`, `errors` and, for a conflict, the present state. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: FieldError[];
  [member: string]: unknown;
}

interface Extra {
  errors?: FieldError[];
  /** Seconds; sent as `Retry-After`. */
  retryAfter?: number;
  /** Further members of the body, such as `current`. */
  members?: Record<string, unknown>;
}

const BRAND = Symbol.for("caddiepro.AppError");

/** An expected refusal, in words for a person; anything else that is thrown is a bug and becomes a 500. */
export class AppError extends Error {
  readonly [BRAND] = true;
  readonly status: number;
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extra: Extra = {},
  ) {
    super(detail);
    this.status = STATUS[code];
  }
}

/** By brand, not by `instanceof`: the class exists twice in one process. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && BRAND in error;
}

export function problemBody(error: AppError): ProblemBody {
  const { errors, members } = error.extra;
  return {
    type: `urn:caddiepro:problem:${error.code.toLowerCase().replaceAll("_", "-")}`,
    title: TITLES[error.status] ?? "Error",
    status: error.status,
    detail: error.detail,
    code: error.code,
    ...(errors && { errors }),
    ...members,
  };
}

/** @param status of a body that was stored with its answer */
export function problemResponse(body: ProblemBody, status: number, retryAfter?: number): Response {
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (retryAfter !== undefined) headers.set("retry-after", String(Math.max(1, Math.ceil(retryAfter))));
  if (status === 401) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(body), { status, headers });
}

/**
 * Checks what a client sent. Zod compares the `length` of whatever has one before it looks whether that is a text, so a
 * client can make it throw by what he puts there: that is an invalid input like any other.
 */
export function parseInput<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { ok: true; data: T } | { ok: false; errors: FieldError[] } {
  try {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { ok: true, data: parsed.data };
    return { ok: false, errors: fieldErrors(parsed.error.issues) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { ok: false, errors: [{ path: "", message: "cannot be read" }] };
  }
}

/** The input as the schema has it. @throws AppError INVALID that names the fields */
export function validInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = parseInput(schema, value);
  if (parsed.ok) return parsed.data;
  const { errors } = parsed;
  throw new AppError("INVALID", errors.map((e) => `${e.path}: ${e.message}`).join("; "), { errors });
}

/** Zod's issues as `{path, message}`; an unknown key is named by itself. */
function fieldErrors(
  issues: readonly { code: string; path: PropertyKey[]; message: string; keys?: string[] }[],
) {
  return issues.flatMap((issue): FieldError[] => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys" && issue.keys) {
      return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "is not a known field" }));
    }
    return [{ path: path.join("."), message: issue.message }];
  });
}
