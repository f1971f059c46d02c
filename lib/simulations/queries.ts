import type * as z from "zod";
import type { Actor } from "../auth/actor";
import { closedDays } from "../closes/queries";
import type { Db } from "../db/client";
import { caddiesAt, changesIn } from "../history/queries";
import { AppError } from "../http/problem";
import { addDays } from "../i18n/days";
import { clubOf } from "../organizations/queries";
import { canManageRules } from "../rules/policy";
import { rulesOfList, withGiven } from "../rules/queries";
import type { SimulationAnswer, simulationInput } from "./contract";
import { Simulation } from "./policy";
import { SIMULATED_DAYS } from "./vocabulary";

/**
 * What each caddie of a list would have had of some closed days, had these rules held: turns and waiting, beside what they
 * were. ADMIN.
 * @throws AppError NOT_FOUND, FORBIDDEN, INVALID that names the field
 */
export async function simulate(
  input: z.infer<typeof simulationInput>,
  { db, actor }: { db: Db; actor: Actor },
): Promise<{ data: SimulationAnswer }> {
  const { list, from, to } = input;
  const { rules: present } = await rulesOfList(db, actor, list);
  if (!canManageRules(actor)) throw new AppError("FORBIDDEN", "only an administrator may play days again");
  const rules = withGiven(present, input.rules);
  if (to < from || to >= addDays(from, SIMULATED_DAYS)) {
    const message = `is not one of the ${SIMULATED_DAYS} days from the first one on`;
    throw new AppError("INVALID", `to: ${message}`, { errors: [{ path: "to", message }] });
  }
  const { organizationId } = actor;
  const { timeZone } = await clubOf(db, organizationId);
  const days = await closedDays(db, organizationId, { from, to });
  const [first] = days;
  if (!first) return { data: { days: 0, turns: 0, shares: [] } };
  const start = await caddiesAt(db, organizationId, first.after);
  const played = new Simulation(start, { list, rules, present, timeZone });
  // Day by day, so that no other request waits for a month.
  for (const { orderedAt, ...day } of days) {
    const changes = await changesIn(db, organizationId, day);
    played.play({ changes, orderedAt: orderedAt?.getTime() ?? null });
  }
  const shares = played.shares();
  const turns = shares.reduce((sum, { was }) => sum + was.turns, 0);
  return { data: { days: days.length, turns, shares } };
}
