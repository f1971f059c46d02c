type Cells = [number, number, number, number, number, number];

const ADMINS: Cells = [401, 403, 403, 403, 200, 200];
const NO_SCREEN = "/api/walls/019b0000-0000-7000-8000-000000000000";
const OF_NONE: Cells = [401, 403, 403, 403, 404, 404];

/** The routes of public screens; what they do to one that is there is in tests/walls. */
export const SCREEN_ROWS: Record<string, { path: () => string; body?: () => object; cells: Cells }> = {
  "GET /api/walls": { path: () => "/api/walls", cells: ADMINS },
  "POST /api/walls": {
    path: () => "/api/walls",
    body: () => ({ name: "Casa de caddies" }),
    cells: [401, 403, 403, 403, 201, 201],
  },
  "GET /api/walls/numbers": { path: () => "/api/walls/numbers", cells: ADMINS },
  "PUT /api/walls/[wallId]": { path: () => NO_SCREEN, body: () => ({ name: "Bar" }), cells: OF_NONE },
  "DELETE /api/walls/[wallId]": { path: () => NO_SCREEN, cells: OF_NONE },
  "POST /api/walls/[wallId]/code": { path: () => `${NO_SCREEN}/code`, cells: OF_NONE },
  // A person's session is no screen's.
  "GET /api/wall": { path: () => "/api/wall", cells: [401, 401, 401, 401, 401, 401] },
  "POST /api/wall": {
    path: () => "/api/wall",
    body: () => ({ code: "AAAAAA" }),
    cells: [404, 404, 404, 404, 404, 404],
  },
};
