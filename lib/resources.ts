import type { Actor } from "./auth/actor";
import { canSeeList } from "./caddies/policy";
import { visibleCaddie } from "./caddies/queries";
import type { Db } from "./db/client";
import { isAppError } from "./http/problem";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Whether this user may see who is at a resource, and be seen there: the club and its pages are the admins', a list and
 * a caddie those of whoever may see them. What is not known here is nobody's.
 */
export async function mayView(db: Db, actor: Actor, resource: string): Promise<boolean> {
  const [, kind, name = ""] = /^([a-z]+)(?:[-:](.+))?$/.exec(resource) ?? [];
  if (kind === "club" || kind === "page") return actor.role === "ADMIN";
  if (kind === "list") return canSeeList(actor, Number(name));
  if (kind !== "caddie" || !UUID.test(name)) return false;
  try {
    await visibleCaddie(db, actor, name);
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
