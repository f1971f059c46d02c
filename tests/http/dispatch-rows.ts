import { caddiePath, MASTER_ONLY, type Row, type Scene } from "./scene";

/** Of one who waits in list 1. */
const secondPath = ({ club }: Scene) => `/api/caddies/${club.at(1, 2).id}`;

/** The cells of what is done to those whose turn it is. */
export const DISPATCH_ROWS: Record<string, Row> = {
  "POST /api/caddies/[caddieId]/call": {
    path: (scene) => `${secondPath(scene)}/call`,
    cells: MASTER_ONLY,
  },
  "DELETE /api/caddies/[caddieId]/call": {
    path: (scene) => `${secondPath(scene)}/call`,
    cells: MASTER_ONLY,
  },
  "POST /api/caddies/[caddieId]/skip": {
    path: (scene) => `${secondPath(scene)}/skip`,
    cells: MASTER_ONLY,
  },
  "POST /api/caddies/[caddieId]/skip · of one who is out": {
    path: (scene) => `${caddiePath(scene)}/skip`,
    cells: [401, 403, 403, 404, 409, 404],
  },
  "POST /api/caddies/[caddieId]/no-show": {
    path: (scene) => `${secondPath(scene)}/no-show`,
    cells: MASTER_ONLY,
  },
  "POST /api/dispatches": {
    path: () => "/api/dispatches",
    body: ({ club }) => ({ caddieIds: [club.at(1, 2).id, club.at(1, 3).id] }),
    cells: [401, 403, 403, 404, 201, 404],
  },
  "POST /api/dispatches · with one who is out": {
    path: () => "/api/dispatches",
    body: ({ club }) => ({ caddieIds: [club.at(1, 1).id, club.at(1, 3).id] }),
    cells: [401, 403, 403, 404, 409, 404],
  },
  "POST /api/dispatches/undo": {
    path: () => "/api/dispatches/undo",
    body: ({ club }) => ({ caddieIds: [club.at(1, 1).id, club.at(1, 3).id] }),
    cells: [401, 403, 403, 404, 409, 404],
  },
};
