import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import * as closes from "./closes/contract";
import * as figures from "./figures/contract";
import * as history from "./history/contract";
import { operation } from "./openapi-operation";
import * as outlooks from "./outlooks/contract";
import { cursorsSchema } from "./realtime/contract";
import * as simulations from "./simulations/contract";

const close = closes.closeSchema.meta({ id: "Close" });
const answerOf = (data: z.ZodType, more: z.ZodRawShape = {}) => z.object({ data, ...more });

/** The routes of closes, of figures and of the past. */
export const historyPaths: ZodOpenApiPathsObject = {
  "/api/closes": {
    get: operation({
      summary: "Closed days, the latest first, and the one under way (ADMIN)",
      input: closes.listClosesInput,
      method: "get",
      success: 200,
      answer: answerOf(z.array(close), { open: closes.openDaySchema, nextCursor: z.string().nullable() }),
    }),
    post: operation({
      summary: "Close the day under way (ADMIN)",
      input: closes.closeDayInput,
      method: "post",
      success: 200,
      answer: answerOf(close, { cursors: cursorsSchema }),
    }),
  },
  "/api/closes/{day}/reopen": {
    post: operation({
      summary: "Open the latest closed day again (ADMIN)",
      input: closes.reopenDayInput,
      path: ["day"],
      method: "post",
      success: 200,
      answer: answerOf(close, { cursors: cursorsSchema }),
    }),
  },
  "/api/figures": {
    get: operation({
      summary: "Turns, waiting and absence in a range of days: all for an admin, his own for a caddie",
      input: figures.figuresInput,
      method: "get",
      success: 200,
      answer: answerOf(z.array(figures.figuresSchema), { corrections: z.array(figures.correctionSchema) }),
    }),
  },
  "/api/figures/shares": {
    get: operation({
      summary: "How turns and waiting of a list were shared out; names of others for an admin only",
      input: figures.sharesInput,
      method: "get",
      success: 200,
      answer: answerOf(z.array(figures.shareSchema)),
    }),
  },
  "/api/simulations": {
    get: operation({
      summary: "Turns and waiting of closed days beside what other rules would have made of them (ADMIN)",
      input: simulations.simulationInput,
      method: "get",
      success: 200,
      answer: answerOf(simulations.simulationSchema),
    }),
  },
  "/api/outlooks": {
    get: operation({
      summary: "When a list sent out its caddies on each day of the last eight weeks",
      input: outlooks.outlookInput,
      method: "get",
      success: 200,
      answer: answerOf(z.array(outlooks.outingDaySchema)),
    }),
  },
  "/api/history/board": {
    get: operation({
      summary: "A list as it was at any moment",
      input: history.pastBoardInput,
      method: "get",
      success: 200,
      answer: answerOf(z.array(history.pastRowSchema)),
    }),
  },
  "/api/history/days": {
    get: operation({
      summary: "A day of a list: how it began, and every change",
      input: history.pastDayInput,
      method: "get",
      success: 200,
      answer: answerOf(history.pastDaySchema),
    }),
  },
};
