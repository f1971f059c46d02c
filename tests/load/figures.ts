import { round } from "./percentiles";

/** One row of the table. */
export interface Figure {
  figure: string;
  value: number | null;
  unit: string;
  goal?: string;
  reached?: boolean;
  /** Why there is no value. */
  reason?: string;
}

export const atMost = (figure: string, value: number, unit: string, goal: number): Figure => ({
  ...{ figure, value: round(value), unit },
  ...{ goal: `≤ ${goal}`, reached: value <= goal },
});
export const atLeast = (figure: string, value: number, unit: string, goal: number): Figure => ({
  ...{ figure, value: round(value), unit },
  ...{ goal: `≥ ${goal}`, reached: value >= goal },
});
/** With a goal where there is one. */
export const upTo = (figure: string, value: number, unit: string, goal: number | undefined): Figure =>
  goal === undefined ? plain(figure, value, unit) : atMost(figure, value, unit, goal);
/** A count that must be complete; `goal` of them. */
export const all = (figure: string, value: number, unit: string, goal: number): Figure => ({
  ...{ figure, value, unit },
  ...{ goal: `= ${goal}`, reached: value === goal },
});
export const plain = (figure: string, value: number, unit: string): Figure => ({
  figure,
  value: round(value),
  unit,
});
export const notMeasured = (figure: string, reason: string): Figure => ({
  ...{ figure, value: null, unit: "", reason },
});
