import type { FieldError } from "../realtime/contract";

/** A refusal as the browser reads it: `application/problem+json` with the members that the screens use. */
export interface Problem {
  status: number;
  /** The server's code, or NETWORK where nobody answered. */
  code: string;
  title: string;
  detail: string;
  errors?: FieldError[];
  /** 409: the present state of what was to be changed. */
  current?: unknown;
  /** 409: who made the last change, and when. */
  by?: { id: string; name: string };
  at?: string;
  /** 409 of a group: each who cannot go. */
  unavailable?: { name: string }[];
  /** 409 of a limit: how many there may be. */
  limit?: number;
}

/** The server answered, and refused. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  /** From `Retry-After`; null without one. */
  readonly retryAfterMs: number | null;

  constructor(problem: Problem, retryAfterMs: number | null) {
    super(problem.detail || problem.title);
    this.name = "ApiProblem";
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** Nobody answered: whether the change was made is unknown, and the same Idempotency-Key may ask again. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super("the server did not answer", { cause });
    this.name = "NetworkError";
  }
}

export interface ApiRequest {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** Sent as it is, instead of a body as JSON. */
  blob?: Blob;
  idempotencyKey?: string;
  /** Whose request it is: the server refuses it (401) when somebody else is signed in here by now. */
  userId?: string;
  signal?: AbortSignal;
}

/** A phone that lost its network learns it from silence. */
const TIMEOUT_MS = 10_000;

/**
 * One request to this origin's API with the session cookie; resolves with the parsed body, undefined for 204.
 * @throws ApiProblem when refused, NetworkError when nobody answered within 10 s
 */
export async function apiFetch<T>(path: string, request: ApiRequest = {}): Promise<T> {
  const { method = "GET", body, blob, idempotencyKey, userId, signal } = request;
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (blob) headers["content-type"] = blob.type;
  if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
  if (userId !== undefined) headers["expected-user"] = userId;
  // By hand: AbortSignal.any and .timeout are younger than the phones here.
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, TIMEOUT_MS);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? blob : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: controller.signal,
    });
    const text = await response.text();
    if (!response.ok) throw new ApiProblem(problemOf(response.status, text), retryAfterMs(response));
    return (text === "" ? undefined : JSON.parse(text)) as T;
  } catch (error) {
    if (error instanceof ApiProblem || signal?.aborted) throw error;
    throw new NetworkError(error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** The problem behind any failure of apiFetch. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  return {
    status: 0,
    code: "NETWORK",
    title: "",
    detail: error instanceof Error ? error.message : String(error),
  };
}

/** Whether the very same request may bring more luck later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  return error instanceof ApiProblem && [429, 502, 503, 504].includes(error.problem.status);
}

function problemOf(status: number, text: string): Problem {
  const bare: Problem = { status, code: codeOf(status), title: "", detail: "" };
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? { ...bare, ...body, status } : bare;
  } catch {
    // Something between us and the server answered in its own words.
    return bare;
  }
}

const codeOf = (status: number) => (status >= 502 && status <= 504 ? "UNAVAILABLE" : `HTTP_${status}`);

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}
