import type { CaddieEvent, CaddieStatus } from "../lib/caddies/contract";
import { type Board, type BoardCaddie, findCaddie, type ListBoard, placeOf } from "../lib/caddies/reducer";
import { listStream } from "../lib/caddies/vocabulary";
import type { NoShowTo } from "../lib/rules/vocabulary";

/** What a tap on the board means to do, before the server has answered. */
export type BoardIntention =
  | { kind: "status"; caddieId: string; status: CaddieStatus; turn?: TurnPlan }
  | { kind: "place"; caddieId: string; listNumber: number; position: number | null }
  | { kind: "name"; caddieId: string; name: string }
  | { kind: "remove"; caddieId: string }
  | { kind: "skip"; caddieId: string }
  | { kind: "noShow"; caddieId: string }
  | { kind: "call"; caddieId: string; called: boolean }
  | { kind: "group"; caddieIds: readonly string[]; turn?: TurnPlan }
  /** Puts the caddie back exactly as he stood. */
  | ({ kind: "restore" } & Standing)
  | { kind: "restoreGroup"; members: readonly Standing[] };

/** Of his own notices, not of the board: he has read these, or all that he was told until then (ISO 8601). */
export type NoticesIntention =
  | { kind: "read"; ids: readonly string[] }
  | { kind: "readUntil"; until: string };
/** Of what he was told, not of the board; `dismiss`: he has read an announcement. */
export type ReadIntention = NoticesIntention | { kind: "dismiss"; announcementId: string };

/** What any tap means to do that is sent when there is a network. */
export type Intention = BoardIntention | ReadIntention;

export const isReading = (intention: Intention): intention is ReadIntention =>
  intention.kind === "read" || intention.kind === "readUntil" || intention.kind === "dismiss";

/** How a caddie stood. */
export interface Standing {
  caddie: BoardCaddie;
  position: number | null;
}

/** What is known of a turn when it is begun. */
export interface TurnPlan {
  holes?: 9 | 18 | null;
  notes?: string;
  requested?: { by?: string };
  /** Why he goes although he has gone as often as the list allows. */
  beyondLimit?: string;
}

/** Which caddies a change is about. */
export function subjectsOf(intention: Intention): readonly string[] {
  switch (intention.kind) {
    case "group":
      return intention.caddieIds;
    case "restoreGroup":
      return intention.members.map(({ caddie }) => caddie.id);
    case "restore":
      return [intention.caddie.id];
    case "read":
    case "readUntil":
    case "dismiss":
      return [];
    default:
      return [intention.caddieId];
  }
}

/** Somebody of the board, as a prediction finds him. */
interface Found {
  known: BoardCaddie;
  list: ListBoard;
  position: number | null;
  version: number;
  now: string;
}

/** The page does not know its own name. */
const by = (caddieId: string) => ({ id: caddieId, name: "" });

/** The events that the server would send for this intention, so that the tap shows through the same reducer. */
export function predict(board: Board, intention: Intention, now: string): CaddieEvent[] {
  if (isReading(intention)) return [];
  if (intention.kind === "group") {
    const { caddieIds, turn } = intention;
    return caddieIds.flatMap((caddieId) =>
      predict(board, { kind: "status", caddieId, status: "En campo", turn }, now),
    );
  }
  if (intention.kind === "restoreGroup") {
    // From the front to the back: each finds those before him in their places.
    return [...intention.members]
      .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
      .flatMap((member) => predict(board, { kind: "restore", ...member }, now));
  }
  const caddieId = intention.kind === "restore" ? intention.caddie.id : intention.caddieId;
  const known = findCaddie(board, caddieId);
  const list = known && board.lists[known.listNumber];
  const version = (known?.version ?? 0) + 1;
  const found = known && list && { known, list, position: placeOf(list, caddieId), version, now };
  if (intention.kind === "restore") return restored(intention, found, version, now);
  if (!found) return [];
  switch (intention.kind) {
    case "remove":
      return [deleted(found)];
    case "status":
      return intention.status === found.known.status
        ? []
        : [statusChanged(found, intention.status, intention.turn)];
    case "skip":
      return backTo(found, found.list.rules.skipTo);
    case "noShow":
      return backTo(found, found.list.rules.noShowTo);
    case "call":
      return called(found, intention.called);
    case "name":
      return updated(found, { name: intention.name });
    case "place":
      return updated(found, placed(board, found, intention));
    default:
      return intention satisfies never;
  }
}

function restored(
  { caddie, position }: Extract<Intention, { kind: "restore" }>,
  found: Found | undefined,
  version: number,
  now: string,
): CaddieEvent[] {
  const { id: caddieId, ...facts } = caddie;
  const added = { ...facts, caddieId, timestamp: now, position, version, by: by(caddieId) };
  const leave = found && found.known.listNumber !== caddie.listNumber ? [deleted(found)] : [];
  return [...leave, { event: "caddie:added", stream: listStream(caddie.listNumber), data: added }];
}

function statusChanged(
  { known, list, version, now }: Found,
  status: CaddieStatus,
  { holes = null, requested }: TurnPlan = {},
): CaddieEvent {
  const { id: caddieId, name, listNumber, status: previousStatus, recentTurns } = known;
  const out = status === "En campo";
  const turn = {
    id: caddieId,
    startedAt: now,
    holes,
    groupId: null,
    requested: requested !== undefined,
    requestedBy: requested?.by ?? null,
    expectedBackAt: holes && later(now, list.rules.expectedMinutes[holes]),
  };
  const facts = {
    calledAt: null,
    turn: out ? turn : null,
    recentTurns: out ? [...recentTurns, now] : recentTurns,
  };
  const position = status === "Disponible" ? arrivalPlace(list, known) : null;
  const place = { listNumber, previousStatus, position, version, timestamp: now, since: now };
  return {
    event: "caddie:status_changed",
    stream: listStream(listNumber),
    data: { caddieId, name, status, ...place, ...facts, by: by(caddieId) },
  };
}

const later = (iso: string, minutes: number) => new Date(Date.parse(iso) + minutes * 60_000).toISOString();

/** Where the rules put one who comes into the queue, as far as a page can know: of a kept place only the server does. */
function arrivalPlace(list: ListBoard, { status }: BoardCaddie): number {
  const front = status === "En campo" && list.rules.returnTo === "front";
  return front ? 1 : list.queue.length + 1;
}

/** Loses his turn: so many places, all of them, or the day. */
function backTo(found: Found, to: NoShowTo): CaddieEvent[] {
  const { position, list } = found;
  if (position === null) return [];
  if (to === "absent") return [statusChanged(found, "Ausente")];
  const last = list.queue.length;
  return updated(found, {
    position: to === "end" ? last : Math.min(position + to.places, last),
    calledAt: null,
  });
}

function called({ known, position, version, now }: Found, on: boolean): CaddieEvent[] {
  if (position === null || (known.calledAt !== null) === on) return [];
  const { id: caddieId, name, listNumber } = known;
  const data = { caddieId, name, listNumber, calledAt: on ? now : null, position, version, timestamp: now };
  return [{ event: "caddie:called", stream: listStream(listNumber), data: { ...data, by: by(caddieId) } }];
}

interface Update {
  name?: string;
  listNumber?: number;
  position?: number | null;
  calledAt?: string | null;
}

function placed(board: Board, { known }: Found, wanted: Extract<Intention, { kind: "place" }>): Update {
  const { listNumber } = wanted;
  const moves = listNumber !== known.listNumber;
  const end = (board.lists[listNumber]?.queue.length ?? 0) + (moves ? 1 : 0);
  const position = known.status === "Disponible" ? Math.min(wanted.position ?? end, end) : null;
  return { listNumber, position, ...(moves && { calledAt: null }) };
}

function updated({ known, position: before, version, now }: Found, update: Update): CaddieEvent[] {
  const { calledAt = known.calledAt, ...updates } = update;
  const { name = known.name, listNumber = known.listNumber, position = before } = updates;
  const caddie = { ...known, name, listNumber, calledAt, version, updatedAt: now, position };
  const data = {
    caddieId: known.id,
    updates,
    timestamp: now,
    version,
    position,
    listNumber,
    previousListNumber: known.listNumber,
    caddie,
    reason: null,
    by: by(known.id),
  };
  return [...new Set([known.listNumber, listNumber])].map((number) => ({
    event: "caddie:updated",
    stream: listStream(number),
    data,
  }));
}

function deleted({ known, version, now }: Found): CaddieEvent {
  const { id: caddieId, name, listNumber } = known;
  const data = { caddieId, name, timestamp: now, listNumber, version, by: by(caddieId) };
  return { event: "caddie:deleted", stream: listStream(listNumber), data };
}
