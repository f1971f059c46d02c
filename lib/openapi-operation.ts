import * as z from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional().meta({ description: "The present state, with 409" }),
});

const REFUSALS: Record<number, string> = {
  401: "No session, or it has ended",
  403: "Not allowed",
  404: "Not there, another club's, or of a list one may not see",
  409: "Conflict: `current` holds the present state",
  422: "Invalid fields, each named",
  429: "Too many: wait `Retry-After` seconds",
  503: "The database is away: try again after `Retry-After` seconds",
};

interface Operation {
  summary: string;
  input?: z.ZodObject;
  /** Names of the fields of the input that stand in the path. */
  path?: string[];
  method: "get" | "post" | "put" | "patch" | "delete";
  success: 200 | 201 | 204;
  answer?: z.ZodType;
  open?: boolean;
  /** Set where the body is no JSON. */
  bodyTypes?: readonly string[];
  /** Set where the answer is no JSON. */
  answerTypes?: readonly string[];
}

const binary = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: "string", format: "binary" } as const }]));

/** One operation of the document, with the refusals that all routes share. */
export function operation({
  summary,
  input,
  path = [],
  method,
  success,
  answer,
  open,
  bodyTypes,
  answerTypes,
}: Operation): ZodOpenApiOperationObject {
  const names = Object.keys(input?.shape ?? {});
  const pick = (wanted: string[]) =>
    input?.pick(Object.fromEntries(wanted.map((n) => [n, true])) as never) as z.ZodObject;
  const rest = names.filter((n) => !path.includes(n));
  const changes = method !== "get";
  const refusals = Object.keys(REFUSALS)
    .map(Number)
    .filter((status) => changes || ![403, 409].includes(status));
  return {
    summary,
    ...(open && { security: [] }),
    requestParams: {
      ...(path.length > 0 && { path: pick(path) }),
      ...(!changes && rest.length > 0 && { query: pick(rest) }),
      ...(changes && !open && { header: z.object({ "Idempotency-Key": z.string().max(128).optional() }) }),
    },
    ...(bodyTypes && { requestBody: { content: binary(bodyTypes) } }),
    ...(changes &&
      !bodyTypes &&
      rest.length > 0 && { requestBody: { content: { "application/json": { schema: pick(rest) } } } }),
    responses: {
      [String(success) as "200"]: {
        description: success === 204 ? "Done" : "OK",
        ...(answer && { content: { "application/json": { schema: answer } } }),
        ...(answerTypes && { content: binary(answerTypes) }),
      },
      ...Object.fromEntries(
        refusals.map((status) => [
          String(status),
          {
            description: REFUSALS[status] ?? "",
            content: { "application/problem+json": { schema: problem } },
          },
        ]),
      ),
    },
  };
}
