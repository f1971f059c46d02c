import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { operation } from "./openapi-operation";
import { cursorsSchema } from "./realtime/contract";
import * as walls from "./walls/contract";

const wall = walls.wallSchema.meta({ id: "Wall" });
const snapshotOf = (data: z.ZodType) => z.object({ data, cursors: cursorsSchema });
const byWall = ["wallId"];

/** The routes of the public screens: those of the admins, and the one door of a screen itself. */
export const wallPaths: ZodOpenApiPathsObject = {
  "/api/walls": {
    get: operation({
      summary: "The club's screens, and whether each is on (ADMIN)",
      method: "get",
      success: 200,
      answer: z.object({ data: z.array(walls.listedWallSchema) }),
    }),
    post: operation({
      summary: "Make a screen, and the code that opens it once (ADMIN)",
      input: walls.createWallInput,
      method: "post",
      success: 201,
      answer: snapshotOf(walls.wallCodeSchema),
    }),
  },
  "/api/walls/{wallId}": {
    put: operation({
      summary: "Change what a screen is called or shows (ADMIN)",
      input: walls.updateWallInput,
      path: byWall,
      method: "put",
      success: 200,
      answer: snapshotOf(wall),
    }),
    delete: operation({
      summary: "Take a screen away: it goes dark within a second (ADMIN)",
      input: walls.wallInput,
      path: byWall,
      method: "delete",
      success: 204,
    }),
  },
  "/api/walls/{wallId}/code": {
    post: operation({
      summary: "A new code for a screen; the older one is void (ADMIN)",
      input: walls.wallInput,
      path: byWall,
      method: "post",
      success: 201,
      answer: snapshotOf(walls.wallCodeSchema),
    }),
  },
  "/api/walls/numbers": {
    get: operation({
      summary: "Which caddie is which number on a screen without names (ADMIN)",
      method: "get",
      success: 200,
      answer: z.object({ data: z.array(walls.wallNumberSchema) }),
    }),
  },
  "/api/wall": {
    get: operation({
      summary: "What this screen shows now, by the screen's own cookie",
      method: "get",
      success: 200,
      answer: z.object({ data: walls.wallStateSchema }),
      open: true,
    }),
    post: operation({
      summary: "Become the screen behind a code: sets the screen's cookie",
      input: walls.pairInput,
      method: "post",
      success: 200,
      answer: z.object({ data: z.object({ wallId: z.uuid() }) }),
      open: true,
    }),
  },
};
