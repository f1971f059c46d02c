import type { Actor } from "../auth/actor";
import type { Hours } from "../history/policy";

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

/** Counts turns and waiting while days are told, change by change; times in ms since 1970. Waiting is that of `daysOnBoard`. */
export class Tally {
  readonly #turns = new Map<string, Map<string, number>>();
  readonly #minutes = new Map<string, number>();
  readonly #today = new Map<string, number>();
  readonly #since = new Map<string, number>();
  #hours: Hours | null = null;

  open(hours: Hours | null): void {
    this.#hours = hours;
  }

  waits(id: string, waits: boolean, at: number): void {
    this.#count(id, at);
    if (!waits) this.#since.delete(id);
    else if (!this.#since.has(id)) this.#since.set(id, at);
  }

  goes(id: string, day: string): void {
    const own = this.#turns.get(id) ?? new Map<string, number>();
    this.#turns.set(id, own.set(day, (own.get(day) ?? 0) + 1));
  }

  on = (id: string, day: string): number => this.#turns.get(id)?.get(day) ?? 0;

  /** Whoever waits overnight waits again from the first hour of the next day. */
  close(): void {
    for (const id of this.#since.keys()) {
      this.#count(id, Number.POSITIVE_INFINITY);
      this.#since.set(id, Number.NEGATIVE_INFINITY);
    }
    for (const [id, ms] of this.#today)
      this.#minutes.set(id, (this.#minutes.get(id) ?? 0) + Math.round(ms / 60_000));
    this.#today.clear();
  }

  of(id: string): { turns: number; minutesWaited: number } {
    const turns = [...(this.#turns.get(id)?.values() ?? [])].reduce((sum, n) => sum + n, 0);
    return { turns, minutesWaited: this.#minutes.get(id) ?? 0 };
  }

  /** Counts what he has waited until then within the day's hours, and begins anew there. */
  #count(id: string, at: number): void {
    const since = this.#since.get(id);
    if (since === undefined || this.#hours === null) return;
    const ms = Math.min(at, this.#hours.last) - Math.max(since, this.#hours.first);
    if (ms > 0) this.#today.set(id, (this.#today.get(id) ?? 0) + ms);
    this.#since.set(id, at);
  }
}
