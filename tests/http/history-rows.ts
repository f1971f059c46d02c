import { dayAfter } from "@/lib/closes/policy";
import { type Cells, LIST_1, OWN_SESSION, type Row } from "./scene";

const CLOCK = { timeZone: "America/Bogota", closeAt: "20:00" };
const RANGE = "from=2026-11-01&to=2026-11-30";
const ADMINS: Cells = [401, 403, 403, 403, 200, 200];

/** The cells of closes, figures and the past. */
export const HISTORY_ROWS: Record<string, Row> = {
  "GET /api/closes": { path: () => "/api/closes", cells: ADMINS },
  "POST /api/closes": {
    path: () => "/api/closes",
    body: () => ({ day: dayAfter(null, CLOCK, new Date()).day }),
    cells: ADMINS,
  },
  "POST /api/closes/[day]/reopen": {
    path: () => "/api/closes/2026-03-02/reopen",
    body: () => ({ reason: "faltó una vuelta" }),
    cells: [401, 403, 403, 403, 404, 404],
  },
  "GET /api/figures": { path: () => `/api/figures?${RANGE}`, cells: OWN_SESSION },
  "GET /api/figures · of the subject": {
    path: ({ subject }) => `/api/figures?${RANGE}&caddieId=${subject.id}`,
    cells: [401, 200, 404, 404, 200, 200],
  },
  "GET /api/figures/shares": {
    path: () => `/api/figures/shares?${RANGE}&list=1`,
    cells: LIST_1,
  },
  "GET /api/simulations": {
    path: () => `/api/simulations?list=1&from=2026-11-01&to=2026-11-07&rules={}`,
    cells: [401, 403, 403, 404, 200, 200],
  },
  "GET /api/outlooks": { path: () => "/api/outlooks?list=1", cells: LIST_1 },
  "GET /api/history/board": {
    path: () => "/api/history/board?list=1&at=2026-11-20T15:00:00Z",
    cells: LIST_1,
  },
  "GET /api/history/days": {
    path: () => "/api/history/days?list=1&day=2026-11-20",
    cells: LIST_1,
  },
};
