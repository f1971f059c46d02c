import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { caddieSchema } from "./caddies/contract";
import * as dispatches from "./dispatches/contract";
import { operation } from "./openapi-operation";
import { cursorsSchema } from "./realtime/contract";

const caddie = z.object({ data: caddieSchema, cursors: cursorsSchema });
const path = ["caddieId"];

/** The routes of what is done to those whose turn it is. */
export const dispatchPaths: ZodOpenApiPathsObject = {
  "/api/dispatches": {
    post: operation({
      summary: "Send two to four out together, all or nobody (ADMIN)",
      input: dispatches.dispatchGroupInput,
      method: "post",
      success: 201,
      answer: z.object({ data: dispatches.dispatchSchema, cursors: cursorsSchema }),
    }),
  },
  "/api/dispatches/undo": {
    post: operation({
      summary: "Take a group back, all or nobody (ADMIN)",
      input: dispatches.undoDispatchInput,
      method: "post",
      success: 200,
      answer: z.object({ data: z.array(caddieSchema), cursors: cursorsSchema }),
    }),
  },
  "/api/caddies/{caddieId}/call": {
    post: operation({
      summary: "Call a caddie to go out; he keeps his place (ADMIN)",
      input: dispatches.callCaddieInput,
      path,
      method: "post",
      success: 200,
      answer: caddie,
    }),
    delete: operation({
      summary: "Take a call back (ADMIN)",
      input: dispatches.callCaddieInput,
      path,
      method: "delete",
      success: 200,
      answer: caddie,
    }),
  },
  "/api/caddies/{caddieId}/skip": {
    post: operation({
      summary: "Skip a caddie's turn; the list's rule says how far he goes back (ADMIN)",
      input: dispatches.skipCaddieInput,
      path,
      method: "post",
      success: 200,
      answer: caddie,
    }),
  },
  "/api/caddies/{caddieId}/no-show": {
    post: operation({
      summary: "A caddie did not appear; the list's rule says where he goes (ADMIN)",
      input: dispatches.noShowInput,
      path,
      method: "post",
      success: 200,
      answer: caddie,
    }),
  },
};
