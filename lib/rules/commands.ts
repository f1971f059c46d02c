import { sql } from "drizzle-orm";
import type * as z from "zod";
import { canSeeList } from "../caddies/policy";
import { listStream } from "../caddies/vocabulary";
import type { CommandContext } from "../commands";
import { AppError } from "../http/problem";
import type { changeRulesInput, ListRules } from "./contract";
import { canManageRules } from "./policy";
import { lockRules } from "./queries";

/** Changes what is given of a list's rules; places that were given before stay. ADMIN. */
export async function changeRules(
  input: z.infer<typeof changeRulesInput>,
  ctx: CommandContext,
): Promise<ListRules> {
  const { listNumber, expectedVersion, ...given } = input;
  const before = await lockListRules(ctx, listNumber);
  const rules = { ...before.rules, ...given };
  if (same(rules, before.rules)) return before;
  if (expectedVersion !== undefined && expectedVersion !== before.version)
    throw new AppError("VERSION_CONFLICT", "somebody changed these rules meanwhile", {
      members: { current: before },
    });
  const after = { listNumber, rules, version: before.version + 1 };
  await ctx.tx.execute(sql`
    update lists set rules = ${JSON.stringify(rules)}::jsonb, rules_version = ${after.version}::int
    where organization_id = ${ctx.actor.organizationId}::uuid and number = ${listNumber}::int`);
  ctx.publish("rules:changed", [listStream(listNumber)], {
    ...after,
    timestamp: ctx.now.toISOString(),
    by: { id: ctx.actor.userId, name: ctx.actor.name },
  });
  return after;
}

/** @throws AppError NOT_FOUND, FORBIDDEN */
async function lockListRules({ tx, actor }: CommandContext, listNumber: number): Promise<ListRules> {
  const notThere = () => new AppError("NOT_FOUND", "there is no such list");
  if (!canSeeList(actor, listNumber)) throw notThere();
  if (!canManageRules(actor)) throw new AppError("FORBIDDEN", "only an administrator may change the rules");
  const found = await lockRules(tx, actor.organizationId, listNumber);
  if (!found) throw notThere();
  return found;
}

/** Whatever the order of their fields. */
const same = <T extends object>(a: T, b: T) =>
  (Object.keys(a) as (keyof T)[]).every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]));
