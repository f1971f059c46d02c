import type { Row } from "./scene";

/** Caddies as a file, in and out. */
export const FILE_ROWS: Record<string, Row> = {
  "POST /api/caddies/import": {
    path: () => "/api/caddies/import",
    body: () => ({ rows: [{ row: 2, name: `Wilmar ${Math.random()}`, phoneNumber: "", list: "1" }] }),
    cells: [401, 403, 403, 403, 201, 201],
  },
  "POST /api/caddies/import/undo": {
    path: () => "/api/caddies/import/undo",
    body: () => ({ importKey: "none" }),
    cells: [401, 403, 403, 403, 409, 409],
  },
  "GET /api/caddies/export": {
    path: () => "/api/caddies/export",
    cells: [401, 403, 403, 403, 200, 200],
  },
};
