import { storedName } from "@/lib/realtime/rooms";
import {
  type ClientRecord,
  type Evidence,
  isJump,
  type Ledger,
  type LogEntry,
  type WriteRecord,
} from "./records";

/** Enough to see the pattern; a run that went wrong goes wrong a thousand times. */
const MOST = 12;

/** Everything that the log, the clients and the writers do not agree on; nothing when the invariants held. */
export function audit({ ledger, clients, writes, boards }: Evidence): string[] {
  const log = new LogIndex(ledger);
  const complaints = [
    ...auditLog(ledger),
    ...auditChanges(ledger),
    ...auditWrites(ledger, log, writes),
    ...boards,
    ...clients.flatMap((client) => auditClient(log, client)),
  ];
  const more = complaints.length - MOST;
  return more > 0 ? [...complaints.slice(0, MOST), `… and ${more} more`] : complaints;
}

class LogIndex {
  readonly #ids = new Map<string, string>();
  readonly byKey = new Map<string, LogEntry[]>();
  readonly ledger: Ledger;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
    for (const entry of ledger.entries) {
      this.#ids.set(`${entry.stream} ${entry.seq}`, entry.id);
      if (entry.opId === null) continue;
      this.byKey.set(entry.opId, [...(this.byKey.get(entry.opId) ?? []), entry]);
    }
  }

  idAt(stored: string, seq: number): string | undefined {
    return this.#ids.get(`${stored} ${seq}`);
  }
}

/** I1: the committed seqs of each stream are exactly 1..head. */
export function auditLog({ heads, entries }: Ledger): string[] {
  const seqs = new Map<string, number[]>(Object.keys(heads).map((name) => [name, []]));
  for (const { stream, seq } of entries) seqs.set(stream, [...(seqs.get(stream) ?? []), seq]);
  return [...seqs].flatMap(([stream, unsorted]) => {
    const found = new Set(unsorted);
    const head = heads[stream] ?? 0;
    const missing = Array.from({ length: head }, (_, i) => i + 1).filter((seq) => !found.has(seq));
    return [
      ...missing.map((seq) => `I1 ${stream}: ${seq} is missing from the log (head ${head})`),
      ...(found.size < unsorted.length ? [`I1 ${stream}: a seq stands in the log twice`] : []),
      ...[...found]
        .filter((seq) => seq > head)
        .map((seq) => `I1 ${stream}: ${seq} lies beyond the head ${head}`),
    ];
  });
}

/** I2: every change of a caddie has its event and every event its change; every key in the log has its answer. */
export function auditChanges({ entries, moves, keys, caddies }: Ledger): string[] {
  const told = new Map<string, string | null>();
  for (const { stream, data, opId } of entries) {
    if (!stream.startsWith("list-")) continue;
    const { caddieId, version } = data as { caddieId: string; version: number };
    told.set(`${caddieId} v${version}`, opId);
  }
  const made = new Map(moves.map((move) => [`${move.caddieId} v${move.version}`, move]));
  const answered = new Set(keys.filter(({ status }) => status !== null).map(({ key }) => key));
  const versions = new Map<string, number>();
  for (const { caddieId, version } of moves)
    versions.set(caddieId, Math.max(version, versions.get(caddieId) ?? 0));
  return [
    ...[...made].flatMap(([mark, move]) => {
      // A turn that is corrected after its caddie was removed stands on no board: there is nobody to tell.
      if (!told.has(mark))
        return move.kind === "turn" && move.deleted
          ? []
          : [`I2 ${mark} (${move.kind}) was made and never told`];
      return told.get(mark) === move.opId ? [] : [`I2 ${mark} was made and told under different keys`];
    }),
    ...[...told.keys()].filter((mark) => !made.has(mark)).map((mark) => `I2 ${mark} was told and never made`),
    ...[...new Set(entries.map(({ opId }) => opId))]
      .filter((opId) => opId !== null && !answered.has(opId))
      .map((opId) => `I2 key ${opId} is in the log and has no answer`),
    ...keys
      .filter(({ status }) => status === null)
      .map(({ key }) => `I2 key ${key} was claimed and never answered`),
    ...(moves.length < made.size ? ["I2 a version of a caddie was made twice"] : []),
    ...caddies.flatMap(({ id, version, status, deleted, openTurns }) => [
      ...((versions.get(id) ?? version) === version
        ? []
        : [`I2 caddie ${id} is at ${version}, his history at ${versions.get(id)}`]),
      ...(openTurns === (status === "En campo" && !deleted ? 1 : 0)
        ? []
        : [`I2 caddie ${id} is ${status} with ${openTurns} open turns`]),
    ]),
  ];
}

/** I6: what was acknowledged is in the log where the answer said, once; what was refused is not; repeats are equal. */
function auditWrites(ledger: Ledger, log: LogIndex, writes: readonly WriteRecord[]): string[] {
  const effects = new Map<string, number>();
  for (const { opId } of ledger.moves) if (opId) effects.set(opId, (effects.get(opId) ?? 0) + 1);
  const complaints: string[] = [];
  const latest = new Map<string, number>();
  for (const write of writes) {
    const { key, what, status, cursors, writer } = write;
    const entries = log.byKey.get(key) ?? [];
    const places = new Set(entries.map(({ stream, seq }) => `${stream} ${seq}`));
    const name = `${what} ${key}`;
    if (status === 0) complaints.push(`I6 ${name} was never answered`);
    if (status >= 500) complaints.push(`I6 ${name} was answered with ${status}`);
    if (status >= 400 && entries.length > 0)
      complaints.push(`I6 ${name} was refused (${status}) and is in the log`);
    if ((effects.get(key) ?? 0) > 1) complaints.push(`I6 ${name} had ${effects.get(key)} effects`);
    if (write.repeatedEqually === false) complaints.push(`I6 ${name}, sent again, was answered differently`);
    const perStream = new Set(entries.map(({ stream, event }) => `${stream} ${event}`));
    if (perStream.size < entries.length) complaints.push(`I6 ${name} is in a stream twice`);
    if (status >= 300) continue;
    for (const [stream, { epoch, seq }] of Object.entries(cursors)) {
      const there = epoch === ledger.epoch && places.has(`${storedName(stream, write.userId)} ${seq}`);
      if (!there)
        complaints.push(`I6 ${name} was acknowledged at ${stream} ${seq} and is not in the log there`);
      const place = `${writer} ${stream}`;
      if (seq <= (latest.get(place) ?? 0))
        complaints.push(`R-09 ${name} stands before an earlier change of ${writer}`);
      latest.set(place, seq);
    }
  }
  return complaints;
}

/** I4: between snapshots c+1, c+2, … and each what the log holds there; I9: in the end, at the head. */
export function auditClient(
  log: LogIndex,
  { name, userId, start, steps, end, oddities }: ClientRecord,
): string[] {
  const { epoch, heads } = log.ledger;
  const cursors = { ...start };
  const complaints = oddities.map((odd) => `${name}: ${odd}`);
  for (const step of steps) {
    if (isJump(step)) {
      for (const stream of step.forgot) delete cursors[stream];
      for (const [stream, cursor] of Object.entries(step.cursors)) {
        const own = cursors[stream];
        if (own?.epoch !== cursor.epoch || own.seq < cursor.seq) cursors[stream] = cursor;
      }
      continue;
    }
    const [stream, its, seq, id] = step;
    const own = cursors[stream];
    if (own && own.epoch === its && seq !== own.seq + 1)
      complaints.push(`I4 ${name} ${stream}: ${seq} was applied after ${own.seq}`);
    if (own && own.epoch !== its)
      complaints.push(`I11 ${name} ${stream}: ${its} was applied over ${own.epoch}`);
    if (its === epoch && log.idAt(storedName(stream, userId), seq) !== id)
      complaints.push(`I4 ${name} ${stream}: what was applied as ${seq} is not what the log holds there`);
    cursors[stream] = { epoch: its, seq };
  }
  for (const [stream, { seq }] of Object.entries(end)) {
    const head = heads[storedName(stream, userId)] ?? 0;
    // A stream that no snapshot speaks for begins at the head that the server names.
    const own = cursors[stream]?.seq ?? seq;
    if (own !== seq) complaints.push(`I4 ${name} ${stream}: says ${seq}, its steps lead to ${own}`);
    if (seq !== head) complaints.push(`I9 ${name} ${stream}: ended at ${seq}, the head is ${head}`);
  }
  return complaints;
}
