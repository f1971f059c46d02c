import type { BoardSnapshot, Caddie } from "@/lib/caddies/contract";
import { storedName } from "@/lib/realtime/rooms";
import { Api } from "../harness/api";
import { ReferenceClient } from "../harness/reference-client";
import type { Seen } from "./cast";
import type { Somebody } from "./club";
import type { Ledger } from "./records";

/** Answers with the board that was fetched before the run. */
class KeptApi extends Api {
  readonly #snapshot: BoardSnapshot;

  constructor(snapshot: BoardSnapshot) {
    super(() => "", null);
    this.#snapshot = snapshot;
  }

  override board() {
    return Promise.resolve({
      status: 200,
      headers: new Headers(),
      body: { ...this.#snapshot, nextCursor: null },
    });
  }
}

/**
 * I5: the board of the beginning and all events of the log make the board that a fresh fetch answers, for the admin and
 * for a caddie of each list; and so they do on every page.
 */
export async function replayBoards(
  ledger: Ledger,
  before: readonly Seen[],
  fresh: readonly Seen[],
  shown: readonly { name: string; board: Caddie[] }[],
): Promise<string[]> {
  const complaints: string[] = [];
  for (const [n, { person, snapshot }] of before.entries()) {
    const told = await replay(ledger, person, snapshot);
    const wrong = difference(told, byId(fresh[n]?.snapshot.data ?? []));
    if (wrong) complaints.push(`I5 replayed for ${person.identifier}: ${wrong}`);
  }
  for (const [n, { name, board }] of shown.entries()) {
    const wrong = difference(byId(board), byId(fresh[n % fresh.length]?.snapshot.data ?? []));
    if (wrong) complaints.push(`I5 on ${name}: ${wrong}`);
  }
  return complaints;
}

async function replay(ledger: Ledger, person: Somebody, snapshot: BoardSnapshot): Promise<Caddie[]> {
  const { userId, identifier, token } = person;
  const facts = { name: identifier, role: "CADDIE" as const, sessionId: "", userId, identifier, token };
  const connect = () => Promise.reject(new Error("what is replayed needs no connection"));
  const view = new ReferenceClient({ ...facts, api: new KeptApi(snapshot), connect });
  await view.load();
  const streams = new Map(Object.keys(snapshot.cursors).map((name) => [storedName(name, userId), name]));
  for (const { stream, ...entry } of ledger.entries) {
    const name = streams.get(stream);
    if (name) view.take({ ...entry, stream: name, epoch: ledger.epoch });
  }
  return view.board() as unknown as Caddie[];
}

/** What tells the first differing caddie of the two boards apart; null when they are equal. */
export function difference(told: readonly Caddie[], fresh: readonly Caddie[]): string | null {
  if (told.length !== fresh.length) return `${told.length} caddies instead of ${fresh.length}`;
  for (const [i, caddie] of fresh.entries()) {
    const own = told[i] as Caddie;
    const fields = [...new Set([...Object.keys(caddie), ...Object.keys(own)])] as (keyof Caddie)[];
    const wrong = fields.filter((field) => JSON.stringify(own[field]) !== JSON.stringify(caddie[field]));
    const [first] = wrong;
    if (first)
      return `${caddie.name}: ${wrong.join(", ")}: ${JSON.stringify(own[first])} instead of ${JSON.stringify(caddie[first])}`;
  }
  return null;
}

const byId = (caddies: readonly Caddie[]) => caddies.toSorted((a, b) => (a.id < b.id ? -1 : 1));
