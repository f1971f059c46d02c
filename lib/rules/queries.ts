import { sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { canSeeList } from "../caddies/policy";
import { listStream } from "../caddies/vocabulary";
import { type Db, rows, type Tx } from "../db/client";
import { AppError, validInput } from "../http/problem";
import { readCursors } from "../realtime/log";
import { type ListRules, type ListRulesSnapshot, rulesSchema } from "./contract";
import { rulesFrom } from "./policy";
import type { Rules } from "./vocabulary";

type StoredRules = { number: number; rules: unknown; version: number };

// The rules are columns of the list itself, so that the statement that locks a list reads them too.
const selectRules = (organizationId: string) => sql`
  select l.number, l.rules, l.rules_version as version from lists l
  where l.organization_id = ${organizationId}::uuid and l.deleted_at is null`;

const present = ({ number, rules, version }: StoredRules): ListRules => ({
  listNumber: number,
  rules: rulesFrom(rules),
  version,
});

/** The rules of these lists of a club, or of all that it has. */
export async function rulesOfLists(
  db: Db,
  organizationId: string,
  numbers?: readonly number[],
): Promise<Record<number, Rules>> {
  const found = await rows<StoredRules>(db, selectRules(organizationId));
  const wanted = found.filter(({ number }) => numbers?.includes(number) ?? true);
  return Object.fromEntries(wanted.map(({ number, rules }) => [number, rulesFrom(rules)]));
}

/** Locks a list until the transaction ends, and reads what it lives by; undefined when it is not there. */
export async function lockRules(
  tx: Tx,
  organizationId: string,
  listNumber: number,
): Promise<ListRules | undefined> {
  const one = sql`${selectRules(organizationId)} and l.number = ${listNumber}::int for no key update`;
  const [found] = await rows<StoredRules>(tx, one);
  return found && present(found);
}

/** @throws AppError NOT_FOUND for a list that the viewer may not see */
export async function rulesOfList(
  db: Db,
  { organizationId, ...actor }: Actor,
  listNumber: number,
): Promise<ListRules> {
  const one = sql`${selectRules(organizationId)} and l.number = ${listNumber}::int`;
  const [found] = canSeeList(actor, listNumber) ? await rows<StoredRules>(db, one) : [];
  if (!found) throw new AppError("NOT_FOUND", "there is no such list");
  return present(found);
}

/** What one list lives by, with the cursor of its stream, read in one snapshot. @throws AppError NOT_FOUND */
export async function rulesSnapshot(
  db: Db,
  actor: Actor,
  { listNumber }: { listNumber: number },
): Promise<ListRulesSnapshot> {
  return db.transaction(
    async (tx) => {
      const [data, cursors] = await Promise.all([
        rulesOfList(tx, actor, listNumber),
        readCursors(tx, actor.organizationId, [listStream(listNumber)]),
      ]);
      return { data, cursors };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** These rules, and those that would change, as JSON. @throws AppError INVALID that names the field */
export function withGiven(present: Rules, given: string): Rules {
  return { ...present, ...validInput(rulesSchema.partial(), parsed(given)) };
}

/** @throws AppError INVALID */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const message = "is not JSON";
    throw new AppError("INVALID", `rules: ${message}`, { errors: [{ path: "rules", message }] });
  }
}
