import type { Caddie, CaddieEvent, CaddieStatus, PublicCaddie } from "./contract";
import { ADMINS_STREAM, listStream, USER_STREAM } from "./vocabulary";

/** A caddie on the board; his position follows from the queue and is never stored. */
export type BoardCaddie = Omit<PublicCaddie, "position">;

export interface ListBoard {
  readonly caddies: Readonly<Record<string, BoardCaddie>>;
  /** Ids of the *Disponible* caddies, the next one first. */
  readonly queue: readonly string[];
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
export function boardFromSnapshot(caddies: readonly Caddie[], listNumbers: readonly number[]): Board {
  const lists: Record<number, ListBoard> = {};
  for (const number of listNumbers) {
    const members = caddies.filter((c) => c.listNumber === number);
    lists[number] = {
      caddies: Object.fromEntries(members.map((c) => [c.id, withoutPlace(c)])),
      queue: members
        .filter((c) => c.position !== null)
        .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
        .map((c) => c.id),
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
export function reduceBoard(board: Board, event: CaddieEvent): Board {
  if (event.stream === ADMINS_STREAM || event.stream === USER_STREAM) return reducePhones(board, event);
  const number = Number(event.stream.replace("list-", ""));
  const list = board.lists[number];
  if (!list) return board;
  const reduced = reduceList(list, number, event);
  return reduced === list ? board : { ...board, lists: { ...board.lists, [number]: reduced } };
}

function reduceList(list: ListBoard, number: number, event: CaddieEvent): ListBoard {
  const { data } = event;
  const known = list.caddies[data.caddieId];
  if (known && known.version >= data.version) return list;
  switch (event.event) {
    case "caddie:status_changed": {
      if (!known) return list;
      const { status, version, since, turn, recentTurns, timestamp, position } = event.data;
      return place(
        list,
        { ...known, status, version, since, turn, recentTurns, updatedAt: timestamp },
        position,
      );
    }
    case "caddie:added": {
      const { caddieId, name, listNumber, status, version, since, turn, recentTurns, createdAt, updatedAt } =
        event.data;
      const added = {
        id: caddieId,
        name,
        listNumber,
        status,
        version,
        since,
        turn,
        recentTurns,
        createdAt,
        updatedAt,
      };
      return place(list, added, event.data.position);
    }
    case "caddie:updated":
      if (event.data.listNumber !== number) return known ? without(list, data.caddieId) : list;
      return place(list, withoutPlace(event.data.caddie), event.data.position);
    case "caddie:deleted":
      return known ? without(list, data.caddieId) : list;
    default:
      return event satisfies never;
  }
}

function reducePhones(board: Board, event: CaddieEvent): Board {
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
  return { caddies: { ...list.caddies, [caddie.id]: caddie }, queue };
}

function without(list: ListBoard, caddieId: string): ListBoard {
  const { [caddieId]: _gone, ...caddies } = list.caddies;
  return { caddies, queue: list.queue.filter((id) => id !== caddieId) };
}

function withoutPlace(caddie: PublicCaddie & { phoneNumber?: string | null }): BoardCaddie {
  const { position: _position, phoneNumber: _phone, ...rest } = caddie;
  return rest;
}

/** What a tap means to do, before the server has answered. */
export type Intention =
  | { kind: "status"; caddieId: string; status: CaddieStatus }
  | { kind: "place"; caddieId: string; listNumber: number; position: number | null }
  | { kind: "name"; caddieId: string; name: string }
  | { kind: "remove"; caddieId: string }
  /** Puts the caddie back exactly as he stood. */
  | { kind: "restore"; caddie: BoardCaddie; position: number | null };

/** The events that the server would send for this intention, so that the tap shows through the same reducer. */
export function predict(board: Board, intention: Intention, now: string): CaddieEvent[] {
  const caddieId = intention.kind === "restore" ? intention.caddie.id : intention.caddieId;
  const by = { id: caddieId, name: "" };
  const known = findCaddie(board, caddieId);
  const version = (known?.version ?? 0) + 1;
  if (intention.kind === "restore") {
    const { caddie, position } = intention;
    const { id: _id, ...facts } = caddie;
    const added = { ...facts, caddieId, timestamp: now, position, version, by };
    const leave = known && known.listNumber !== caddie.listNumber ? deleted(known, version, now) : [];
    return [...leave, { event: "caddie:added", stream: listStream(caddie.listNumber), data: added }];
  }
  const list = known && board.lists[known.listNumber];
  if (!known || !list) return [];
  if (intention.kind === "remove") return deleted(known, version, now);
  if (intention.kind === "status") {
    const { status } = intention;
    if (status === known.status) return [];
    const out = status === "En campo";
    return [
      {
        event: "caddie:status_changed",
        stream: listStream(known.listNumber),
        data: {
          caddieId,
          name: known.name,
          status,
          listNumber: known.listNumber,
          timestamp: now,
          previousStatus: known.status,
          version,
          position: status === "Disponible" ? list.queue.length + 1 : null,
          since: now,
          turn: out ? { id: caddieId, startedAt: now, holes: null } : null,
          recentTurns: out ? [...known.recentTurns, now] : known.recentTurns,
          by,
        },
      },
    ];
  }
  const name = intention.kind === "name" ? intention.name : known.name;
  const listNumber = intention.kind === "place" ? intention.listNumber : known.listNumber;
  const target = board.lists[listNumber];
  const end = (target?.queue.length ?? 0) + (listNumber === known.listNumber ? 0 : 1);
  const position =
    known.status !== "Disponible"
      ? null
      : intention.kind === "place"
        ? Math.min(intention.position ?? end, end)
        : placeOf(list, caddieId);
  const caddie = { ...known, name, listNumber, version, updatedAt: now, position };
  const updates = intention.kind === "name" ? { name } : { listNumber, position };
  const data = {
    caddieId,
    updates,
    timestamp: now,
    version,
    position,
    listNumber,
    previousListNumber: known.listNumber,
    caddie,
    reason: null,
    by,
  };
  return [...new Set([known.listNumber, listNumber])].map((number) => ({
    event: "caddie:updated",
    stream: listStream(number),
    data,
  }));
}

function deleted(known: BoardCaddie, version: number, now: string): CaddieEvent[] {
  const data = {
    caddieId: known.id,
    name: known.name,
    timestamp: now,
    listNumber: known.listNumber,
    version,
    by: { id: known.id, name: "" },
  };
  return [{ event: "caddie:deleted", stream: listStream(known.listNumber), data }];
}
