import type { Roll, RollCall, RollEntry } from "./contract";

/** A roll call as it is now, if it is the one that is shown; an older word changes nothing. */
export function reduceCall(roll: Roll, saved: RollCall): Roll {
  const { rollCall } = roll;
  return rollCall.id === saved.id && rollCall.version < saved.version ? { ...roll, rollCall: saved } : roll;
}

/** One name as it is now. Idempotent by the entry's version. */
export function reduceEntry(roll: Roll, saved: RollEntry): Roll {
  if (roll.rollCall.id !== saved.rollCallId) return roll;
  const known = roll.entries.find(({ caddieId }) => caddieId === saved.caddieId);
  if (!known || known.version >= saved.version) return roll;
  return { ...roll, entries: roll.entries.map((entry) => (entry === known ? saved : entry)) };
}

/** Puts a roll call among those of its list, the latest first. */
export function reduceCalls(calls: readonly RollCall[], saved: RollCall): readonly RollCall[] {
  const known = calls.find(({ id }) => id === saved.id);
  if (known && known.version >= saved.version) return calls;
  const others = calls.filter((call) => call !== known);
  return [...others, saved].sort((a, b) =>
    a.openedAt === b.openedAt ? (a.id < b.id ? 1 : -1) : a.openedAt < b.openedAt ? 1 : -1,
  );
}
