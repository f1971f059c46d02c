import type { Actor } from "../auth/actor";
import type { Announcement } from "./contract";
import { ANNOUNCEMENT_TYPES } from "./vocabulary";

/** The club speaks through its admins. */
export const canAnnounce = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";

export const canSeeAnnouncement = (
  actor: Pick<Actor, "lists">,
  { listNumber }: Pick<Announcement, "listNumber">,
) => listNumber === null || actor.lists.includes(listNumber);

/** The most urgent first, of those alike the latest. */
export function byUrgency(a: Announcement, b: Announcement): number {
  const weight = ({ type }: Announcement) => ANNOUNCEMENT_TYPES.indexOf(type);
  return weight(b) - weight(a) || (a.createdAt < b.createdAt ? 1 : -1);
}
