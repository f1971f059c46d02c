import type { Percentiles } from "../realtime/contract";

/** The latest `size` measurements, for percentiles that a person reads; Prometheus gets histograms. */
export class Samples {
  readonly #size: number;
  readonly #values: number[] = [];
  #next = 0;

  constructor(size = 500) {
    this.#size = size;
  }

  add(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#size;
  }

  /** In no particular order. */
  get values(): readonly number[] {
    return this.#values;
  }
}

/** Nearest-rank percentiles; null of nothing. */
export function percentilesOf(values: readonly number[]): Percentiles | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length };
}

/** Hundredths are below what a person can act on. */
const round = (value: number) => Math.round(value * 100) / 100;
