import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { operation } from "./openapi-operation";
import { cursorsSchema } from "./realtime/contract";
import * as rolls from "./roll-calls/contract";

const rollCall = rolls.rollCallSchema.meta({ id: "RollCall" });
const entry = rolls.rollEntrySchema.meta({ id: "RollEntry" });
const roll = z.object({ rollCall, entries: z.array(entry) });
const snapshotOf = (data: z.ZodType) => z.object({ data, cursors: cursorsSchema });
const byCall = ["rollCallId"];

/** The routes of the roll call. */
export const rollCallPaths: ZodOpenApiPathsObject = {
  "/api/roll-calls": {
    get: operation({
      summary: "The latest roll calls of a list (ADMIN)",
      input: rolls.listRollCallsInput,
      method: "get",
      success: 200,
      answer: snapshotOf(z.array(rollCall)),
    }),
    post: operation({
      summary: "Open the roll call of a list (ADMIN)",
      input: rolls.openRollCallInput,
      method: "post",
      success: 201,
      answer: snapshotOf(roll),
    }),
  },
  "/api/roll-calls/own": {
    get: operation({
      summary: "What was said of oneself in today's latest roll call",
      method: "get",
      success: 200,
      answer: snapshotOf(rolls.ownMarkSchema),
    }),
  },
  "/api/roll-calls/{rollCallId}": {
    get: operation({
      summary: "One roll call with all of its names (ADMIN)",
      input: rolls.rollCallInput,
      path: byCall,
      method: "get",
      success: 200,
      answer: snapshotOf(roll),
    }),
  },
  "/api/roll-calls/{rollCallId}/marks/{caddieId}": {
    put: operation({
      summary: "Mark a name, correct it, or (null) take it back; the board follows at once (ADMIN)",
      input: rolls.markCaddieInput,
      path: ["rollCallId", "caddieId"],
      method: "put",
      success: 200,
      answer: snapshotOf(z.object({ rollCall, entry })),
    }),
  },
  "/api/roll-calls/{rollCallId}/close": {
    post: operation({
      summary: "Close a roll call (ADMIN)",
      input: rolls.rollCallInput,
      path: byCall,
      method: "post",
      success: 200,
      answer: snapshotOf(rollCall),
    }),
  },
};
