import type * as z from "zod";
import type { Actor } from "./auth/actor";
import { listFactsSince } from "./caddies/history";
import { latestBreak } from "./closes/queries";
import type { Db } from "./db/client";
import { AppError } from "./http/problem";
import { startOfDay } from "./i18n/times";
import { clubOf } from "./organizations/queries";
import type { previewRulesInput, RulesPreview } from "./rules/contract";
import { canManageRules, type Fact, orderOf } from "./rules/policy";
import { rulesOfList, withGiven } from "./rules/queries";
import type { Rules } from "./rules/vocabulary";

/**
 * Who would stand elsewhere now, had these rules held since the day began, the order with which it begins among them:
 * the day is played twice from its moves, with the rules that hold and with those that would. It reaches back to the close
 * before it, or to midnight where none was ever made. ADMIN.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID that names the field
 */
export async function previewRules(
  input: z.infer<typeof previewRulesInput>,
  { db, actor }: { db: Db; actor: Actor },
): Promise<{ data: RulesPreview }> {
  const { rules: present } = await rulesOfList(db, actor, input.listNumber);
  if (!canManageRules(actor)) throw new AppError("FORBIDDEN", "only an administrator may change the rules");
  const given = withGiven(present, input.rules);
  const { organizationId } = actor;
  const { timeZone } = await clubOf(db, organizationId);
  const last = await latestBreak(db, organizationId);
  const from = last?.closesAt ?? startOfDay(new Date(), timeZone);
  const day = { organizationId, listNumber: input.listNumber, from, timeZone };
  const { facts, moves, names } = await listFactsSince(db, day);
  // Another rule for the order of a day makes the one of today anew.
  const days = [last ?? { closesAt: from, madeAt: from }];
  const replanned = given.orderMode !== present.orderMode ? await listFactsSince(db, { ...day, days }) : null;
  const placesOf = (told: readonly Fact[], rules: Rules) =>
    new Map(orderOf(told, rules).map(({ caddieId, place }) => [caddieId, place]));
  const [now, then] = [placesOf(facts, present), placesOf(replanned?.facts ?? facts, given)];
  const moved = [...new Set([...now.keys(), ...then.keys()])]
    .map((caddieId) => ({
      caddieId,
      name: names.get(caddieId) ?? "",
      from: now.get(caddieId) ?? null,
      to: then.get(caddieId) ?? null,
    }))
    .filter(({ from: before, to }) => before !== to)
    .sort((a, b) => (a.to ?? Number.POSITIVE_INFINITY) - (b.to ?? Number.POSITIVE_INFINITY));
  return { data: { moves, moved } };
}
