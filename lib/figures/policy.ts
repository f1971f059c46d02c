import type { Actor } from "../auth/actor";

/** Admins see everybody's figures, a caddie his own: the same ones. */
export const canSeeFigures = (actor: Pick<Actor, "role" | "caddieId">, caddieId: string | undefined) =>
  actor.role === "ADMIN" || (caddieId !== undefined && actor.caddieId === caddieId);

/** How evenly something was shared out. */
export interface Evenness {
  least: number;
  most: number;
  mean: number;
  /**
   * The coefficient of Gini, 0 … 1: with x₁ ≤ … ≤ xₙ, G = 2·Σ i·xᵢ / (n·Σ xᵢ) − (n + 1)/n. 0: all have the same; near 1:
   * one has all. It is also half the mean difference of two caddies, as a part of the mean.
   */
  gini: number;
}

/** null of nobody. */
export function evennessOf(values: readonly number[]): Evenness | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const total = sorted.reduce((sum, x) => sum + x, 0);
  const weighted = sorted.reduce((sum, x, i) => sum + (i + 1) * x, 0);
  const gini = total === 0 ? 0 : (2 * weighted) / (n * total) - (n + 1) / n;
  return { least: sorted[0] ?? 0, most: sorted[n - 1] ?? 0, mean: total / n, gini: Math.max(0, gini) };
}
