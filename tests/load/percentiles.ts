/** Milliseconds: how long the slowest half, twentieth, hundredth of the samples took at least. */
export interface Spread {
  p50: number;
  p95: number;
  p99: number;
  max: number;
  samples: number;
}

/** Nearest rank: every value returned was really measured. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = (p: number) => round(sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN);
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), max: rank(1), samples: sorted.length };
}

/** Three significant digits: more would claim what a shared machine cannot give. */
export function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : value;
}

export function median(samples: readonly number[]): number {
  return spreadOf(samples).p50;
}
