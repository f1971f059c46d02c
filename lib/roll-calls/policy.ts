import type { Actor } from "../auth/actor";
import type { CaddieStatus } from "../caddies/contract";
import type { EndPlacement } from "../caddies/policy";
import type { Rules } from "../rules/vocabulary";
import type { RollMark } from "./vocabulary";

export const canCallRoll = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";

/** What a mark does to a caddie on the board. */
export type Effect =
  | { kind: "status"; status: "Disponible"; placement: EndPlacement }
  | { kind: "status"; status: "Ausente" }
  | { kind: "place"; placement: EndPlacement }
  | null;

/**
 * What a mark does, by the list's rules: who answers is in the queue, who comes late goes where the rule says, who is
 * not there is *Ausente*. Whoever is out on the course is left alone.
 */
export function effectOf(
  mark: RollMark | null,
  status: CaddieStatus,
  { lateTo, absentTo }: Pick<Rules, "lateTo" | "absentTo">,
): Effect {
  if (mark === null || status === "En campo") return null;
  const away = status === "Ausente";
  if (mark === "present") return away ? { kind: "status", status: "Disponible", placement: absentTo } : null;
  if (mark === "late") {
    if (away) return { kind: "status", status: "Disponible", placement: lateTo };
    return lateTo === "kept" ? null : { kind: "place", placement: lateTo };
  }
  return away ? null : { kind: "status", status: "Ausente" };
}
