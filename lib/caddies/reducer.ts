import type { RulesChanged } from "../rules/contract";
import { DEFAULT_RULES, type Rules } from "../rules/vocabulary";
import type {
  BoardEvent,
  BoardSnapshot,
  Caddie,
  CaddieEvent,
  OneCaddieEvent,
  PublicCaddie,
} from "./contract";
import { ADMINS_STREAM, USER_STREAM } from "./vocabulary";

/** A caddie on the board; his position follows from the queue and is never stored. */
export type BoardCaddie = Omit<PublicCaddie, "position">;

export interface ListBoard {
  readonly caddies: Readonly<Record<string, BoardCaddie>>;
  /** Ids of the *Disponible* caddies, the next one first. */
  readonly queue: readonly string[];
  /** What the list lives by. */
  readonly rules: Rules;
}

/**
 * The board as one viewer may see it. Each list depends on its own stream alone, and the phone
 * numbers on `admins` (or `user`) alone, so that streams may arrive in any order between them.
 */
export interface Board {
  readonly lists: Readonly<Record<number, ListBoard>>;
  readonly phones: Readonly<Record<string, string | null>>;
}

/** Builds the board from `GET /api/caddies`. `listNumbers`: the lists that the viewer may see, empty ones too. */
export function boardFromSnapshot(
  caddies: readonly Caddie[],
  listNumbers: readonly number[],
  rules: BoardSnapshot["rules"] = {},
): Board {
  const lists: Record<number, ListBoard> = {};
  for (const number of listNumbers) {
    const members = caddies.filter((c) => c.listNumber === number);
    lists[number] = {
      caddies: Object.fromEntries(members.map((c) => [c.id, withoutPlace(c)])),
      queue: members
        .filter((c) => c.position !== null)
        .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
        .map((c) => c.id),
      rules: rules[number] ?? DEFAULT_RULES,
    };
  }
  return { lists, phones: Object.fromEntries(caddies.map((c) => [c.id, c.phoneNumber])) };
}

/** The inverse of boardFromSnapshot, ordered by list, queue place, then name: what a fresh fetch would answer. */
export function caddiesOf(board: Board): Caddie[] {
  return Object.values(board.lists).flatMap((list) =>
    Object.values(list.caddies).map((c) => ({
      ...c,
      position: placeOf(list, c.id),
      phoneNumber: board.phones[c.id] ?? null,
    })),
  );
}

/** 1-based place in the queue, null when not in it. */
export function placeOf(list: ListBoard, caddieId: string): number | null {
  const index = list.queue.indexOf(caddieId);
  return index < 0 ? null : index + 1;
}

/** Finds a caddie in whichever visible list he is. */
export function findCaddie(board: Board, caddieId: string): BoardCaddie | undefined {
  for (const list of Object.values(board.lists)) {
    const caddie = list.caddies[caddieId];
    if (caddie) return caddie;
  }
  return undefined;
}

/**
 * Applies one event of record, or an optimistic click put as one. Pure; an event that the board
 * already holds (by the caddie's version) changes nothing.
 */
export function reduceBoard(board: Board, event: BoardEvent): Board {
  if (event.event === "rules:changed") return reduceRules(board, event.data);
  if (event.stream === ADMINS_STREAM || event.stream === USER_STREAM) return reducePhones(board, event);
  const number = Number(event.stream.replace("list-", ""));
  const list = board.lists[number];
  if (!list) return board;
  const reduced =
    event.event === "list:reordered" ? reorder(list, event.data) : reduceList(list, number, event);
  return reduced === list ? board : { ...board, lists: { ...board.lists, [number]: reduced } };
}

/** Said twice, it says the same. */
function reduceRules(board: Board, { listNumber, rules }: RulesChanged["data"]): Board {
  const list = board.lists[listNumber];
  return list ? { ...board, lists: { ...board.lists, [listNumber]: { ...list, rules } } } : board;
}

function reduceList(list: ListBoard, number: number, event: OneCaddieEvent): ListBoard {
  const { data } = event;
  const known = list.caddies[data.caddieId];
  if (known && known.version >= data.version) return list;
  switch (event.event) {
    case "caddie:status_changed": {
      if (!known) return list;
      const { status, version, since, calledAt, turn, recentTurns, timestamp, position } = event.data;
      const facts = { status, version, since, calledAt, turn, recentTurns, updatedAt: timestamp };
      return place(list, { ...known, ...facts }, position);
    }
    case "caddie:added": {
      const { caddieId, name, listNumber, status, version, createdAt, updatedAt, ...more } = event.data;
      const { since, calledAt, turn, recentTurns } = more;
      const facts = { name, listNumber, status, version, since, calledAt, turn, recentTurns };
      return place(list, { id: caddieId, ...facts, createdAt, updatedAt }, more.position);
    }
    case "caddie:updated":
      if (event.data.listNumber !== number) return known ? without(list, data.caddieId) : list;
      return place(list, withoutPlace(event.data.caddie), event.data.position);
    case "caddie:deleted":
      return known ? without(list, data.caddieId) : list;
    case "caddie:called": {
      if (!known) return list;
      const { calledAt, version, timestamp, position } = event.data;
      return place(list, { ...known, calledAt, version, updatedAt: timestamp }, position);
    }
    default:
      return event satisfies never;
  }
}

/** Whoever is not named, for the list has changed since, stays behind those who are. */
function reorder(
  list: ListBoard,
  { order, timestamp }: Extract<CaddieEvent, { event: "list:reordered" }>["data"],
): ListBoard {
  const moved = order.flatMap(({ caddieId, version }) => {
    const known = list.caddies[caddieId];
    return known && known.version < version ? [{ ...known, version, updatedAt: timestamp }] : [];
  });
  if (moved.length === 0) return list;
  const named = order.map(({ caddieId }) => caddieId).filter((id) => list.queue.includes(id));
  return {
    ...list,
    caddies: { ...list.caddies, ...Object.fromEntries(moved.map((caddie) => [caddie.id, caddie])) },
    queue: [...named, ...list.queue.filter((id) => !named.includes(id))],
  };
}

function reducePhones(board: Board, event: CaddieEvent): Board {
  if (event.event === "list:reordered") return board;
  const phone =
    event.event === "caddie:added"
      ? event.data.phoneNumber
      : event.event === "caddie:updated"
        ? event.data.updates.phoneNumber
        : undefined;
  if (phone === undefined) return board;
  return { ...board, phones: { ...board.phones, [event.data.caddieId]: phone } };
}

function place(list: ListBoard, caddie: BoardCaddie, position: number | null): ListBoard {
  const queue = list.queue.filter((id) => id !== caddie.id);
  if (position !== null) queue.splice(position - 1, 0, caddie.id);
  return { ...list, caddies: { ...list.caddies, [caddie.id]: caddie }, queue };
}

function without(list: ListBoard, caddieId: string): ListBoard {
  const { [caddieId]: _gone, ...caddies } = list.caddies;
  return { ...list, caddies, queue: list.queue.filter((id) => id !== caddieId) };
}

function withoutPlace(caddie: PublicCaddie & { phoneNumber?: string | null }): BoardCaddie {
  const { position: _position, phoneNumber: _phone, ...rest } = caddie;
  return rest;
}
