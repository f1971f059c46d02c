import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import * as draws from "./draws/contract";
import { operation } from "./openapi-operation";
import { cursorsSchema } from "./realtime/contract";

const draw = draws.drawSchema.meta({ id: "Draw" });
const order = draws.listOrderSchema;
const snapshotOf = (data: z.ZodType) => z.object({ data, cursors: cursorsSchema });
const byDraw = ["drawId"];
const byList = ["listNumber"];

/** The routes of the order of a list: draws, and orders given at once. */
export const drawPaths: ZodOpenApiPathsObject = {
  "/api/draws": {
    get: operation({
      summary: "Draws of a list, the latest first, with the cursor of its stream",
      input: draws.listDrawsInput,
      method: "get",
      success: 200,
      answer: snapshotOf(z.array(draw)).extend({ nextCursor: z.string().nullable() }),
    }),
    post: operation({
      summary: "Promise a draw: publishes the hash of its seed and who takes part (ADMIN)",
      input: draws.commitDrawInput,
      method: "post",
      success: 201,
      answer: snapshotOf(draw),
    }),
  },
  "/api/draws/{drawId}/run": {
    post: operation({
      summary: "Draw: reveals the seed and reorders the list (ADMIN)",
      input: draws.drawInput,
      path: byDraw,
      method: "post",
      success: 200,
      answer: snapshotOf(draw),
    }),
  },
  "/api/draws/{drawId}/cancel": {
    post: operation({
      summary: "Give a draw up, with a reason that stays (ADMIN)",
      input: draws.cancelDrawInput,
      path: byDraw,
      method: "post",
      success: 200,
      answer: snapshotOf(draw),
    }),
  },
  "/api/lists/{listNumber}/order": {
    put: operation({
      summary: "Order a whole queue by name, or as written down (ADMIN)",
      input: draws.reorderListInput,
      path: byList,
      method: "put",
      success: 200,
      answer: snapshotOf(order),
    }),
  },
  "/api/lists/{listNumber}/order/undo": {
    post: operation({
      summary: "Take the latest order of a queue back (ADMIN)",
      input: draws.undoOrderInput,
      path: byList,
      method: "post",
      success: 200,
      answer: snapshotOf(order),
    }),
  },
};
