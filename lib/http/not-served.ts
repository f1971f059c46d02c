import { AppError } from "./problem";

/** Every address under /api that is none: a problem like all others, not a page. @throws AppError NOT_FOUND */
export async function notServed(request: Request): Promise<Response> {
  throw new AppError("NOT_FOUND", `nothing is served at ${new URL(request.url).pathname}`);
}
