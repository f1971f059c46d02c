import { eq } from "drizzle-orm";
import { occupiedLists } from "../caddies/queries";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import type { Club } from "./contract";
import { canManageClub } from "./policy";
import { clubOf, lockAllLists } from "./queries";
import { organizations } from "./tables";

/**
 * Locks the actor's club, then all of its lists by number, and reads it. Not `for update`: a caddie who is added
 * meanwhile refers to the club and must not wait for it, or the two would wait crosswise.
 * @throws AppError FORBIDDEN
 */
export async function lockClub({ tx, actor }: CommandContext): Promise<Club> {
  if (!canManageClub(actor)) throw new AppError("FORBIDDEN", "only an administrator may change the club");
  const { organizationId } = actor;
  await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("no key update");
  await lockAllLists(tx, organizationId);
  return clubOf(tx, organizationId);
}

/** @throws AppError VERSION_CONFLICT with the present state */
export function checkClubVersion(club: Club, expected: number | undefined): void {
  if (expected === undefined || expected === club.version) return;
  throw new AppError("VERSION_CONFLICT", "somebody changed the club meanwhile", {
    members: { current: club },
  });
}

/** A list goes when nobody stands in it any more. @throws AppError LIST_NOT_EMPTY with the present state */
export async function checkEmpty(
  { tx, actor }: CommandContext,
  club: Club,
  numbers: number[],
): Promise<void> {
  const [occupied] = await occupiedLists(tx, actor.organizationId, numbers);
  if (occupied === undefined) return;
  throw new AppError("LIST_NOT_EMPTY", `caddies stand in list ${occupied}: move them first`, {
    members: { current: club, listNumber: occupied },
  });
}
