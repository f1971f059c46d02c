import { type Spread, spreadOf } from "../load/percentiles";
import { type ClientRecord, isJump, type WriteRecord } from "./records";

/** Milliseconds on the machine's monotonic clock. */
interface Span {
  from?: number;
  to?: number;
}

/**
 * From the sending of each change in this span to its arrival at each of these clients, in milliseconds; what came by
 * a snapshot is not counted.
 */
export function latencies(
  writes: readonly WriteRecord[],
  clients: readonly ClientRecord[],
  { from = 0, to = Infinity }: Span,
): Spread {
  const sent = new Map<string, number>();
  for (const { cursors, sentAt, answers } of writes) {
    // One that was sent more than once may have been made at any of the times.
    if (answers.length > 1 || sentAt < from || sentAt > to) continue;
    for (const [stream, { seq }] of Object.entries(cursors))
      if (stream.startsWith("list-")) sent.set(`${stream} ${seq}`, sentAt);
  }
  const taken: number[] = [];
  for (const { steps } of clients) {
    for (const step of steps) {
      if (isJump(step)) continue;
      const [stream, , seq, , at] = step;
      const begun = sent.get(`${stream} ${seq}`);
      if (begun !== undefined) taken.push(at - begun);
    }
  }
  return spreadOf(taken);
}
