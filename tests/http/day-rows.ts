import { type Cells, MASTER_ONLY, OWN_SESSION, type Row } from "./scene";

const CALLER: Cells = [401, 403, 403, 403, 200, 404];
const WHOSE: Cells = [401, 200, 404, 404, 200, 200];

/** One day, so many days ahead. */
export function tomorrow(days = 1): { startsOn: string; endsOn: string } {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { startsOn: day, endsOn: day };
}

/** The cells of what a day begins with: draws, orders, absences. */
export const DAY_ROWS: Record<string, Row> = {
  "GET /api/absences": { path: () => "/api/absences", cells: OWN_SESSION },
  "GET /api/absences · of the subject": {
    path: ({ subject }) => `/api/absences?caddieId=${subject.id}`,
    cells: WHOSE,
  },
  "POST /api/absences": {
    path: () => "/api/absences",
    body: ({ subject }) => ({ ...tomorrow(20), kind: "permission", caddieId: subject.id, reason: "Cita" }),
    cells: [401, 201, 404, 404, 201, 404],
  },
  "POST /api/absences · a sanction": {
    path: () => "/api/absences",
    body: ({ subject }) => ({ ...tomorrow(), kind: "sanction", caddieId: subject.id, reason: "Faltó" }),
    cells: [401, 403, 404, 404, 201, 404],
  },
  "POST /api/absences/[absenceId]/answer": {
    path: ({ absenceId }) => `/api/absences/${absenceId}/answer`,
    body: () => ({ approve: true }),
    cells: [401, 403, 404, 404, 200, 404],
  },
  "POST /api/absences/[absenceId]/cancel": {
    path: ({ absenceId }) => `/api/absences/${absenceId}/cancel`,
    cells: [401, 200, 404, 404, 200, 404],
  },
  "GET /api/roll-calls": {
    path: () => "/api/roll-calls?list=1",
    cells: [401, 403, 403, 404, 200, 200],
  },
  "POST /api/roll-calls": {
    path: () => "/api/roll-calls",
    body: () => ({ listNumber: 2 }),
    cells: [401, 404, 404, 403, 201, 201],
  },
  "GET /api/roll-calls/own": { path: () => "/api/roll-calls/own", cells: OWN_SESSION },
  "GET /api/roll-calls/[rollCallId]": {
    path: ({ rollCallId }) => `/api/roll-calls/${rollCallId}`,
    cells: CALLER,
  },
  "PUT /api/roll-calls/[rollCallId]/marks/[caddieId]": {
    path: ({ rollCallId, club }) => `/api/roll-calls/${rollCallId}/marks/${club.at(1, 2).id}`,
    body: () => ({ mark: "late" }),
    cells: CALLER,
  },
  "POST /api/roll-calls/[rollCallId]/close": {
    path: ({ rollCallId }) => `/api/roll-calls/${rollCallId}/close`,
    cells: CALLER,
  },
  "GET /api/draws": { path: () => "/api/draws?list=1", cells: [401, 200, 200, 404, 200, 200] },
  "POST /api/draws": {
    path: () => "/api/draws",
    // Another day than the scene's own; the foreign club has nobody to draw between.
    body: () => ({ listNumber: 1, runsAt: new Date(Date.now() + 3 * 86_400_000).toISOString() }),
    cells: [401, 403, 403, 404, 201, 422],
  },
  "POST /api/draws/[drawId]/run": {
    path: ({ drawId }) => `/api/draws/${drawId}/run`,
    cells: MASTER_ONLY,
  },
  "POST /api/draws/[drawId]/cancel": {
    path: ({ drawId }) => `/api/draws/${drawId}/cancel`,
    body: () => ({ reason: "Llegaron tarde tres" }),
    cells: MASTER_ONLY,
  },
  "PUT /api/lists/[listNumber]/order": {
    path: () => "/api/lists/1/order",
    body: () => ({ mode: "descending" }),
    cells: [401, 403, 403, 404, 200, 200],
  },
  "POST /api/lists/[listNumber]/order/undo": {
    path: () => "/api/lists/1/order/undo",
    cells: [401, 403, 403, 404, 200, 409],
  },
};
