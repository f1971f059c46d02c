import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { operation } from "./openapi-operation";
import * as push from "./push/contract";
import { cursorsSchema } from "./realtime/contract";

const answerOf = (data: z.ZodType) => z.object({ data, cursors: cursorsSchema });

/** The routes by which a device is reached while its page is closed. */
export const pushPaths: ZodOpenApiPathsObject = {
  "/api/push/key": {
    get: operation({
      summary: "The public key to subscribe to Web Push with",
      method: "get",
      success: 200,
      answer: z.object({ data: push.pushKeySchema }),
    }),
  },
  "/api/push/subscriptions": {
    post: operation({
      summary: "Send notices to this device, as long as this session lasts",
      input: push.subscribeInput,
      method: "post",
      success: 201,
      answer: answerOf(push.subscribedSchema),
    }),
    delete: operation({
      summary: "Send nothing more to this device",
      input: push.endpointInput,
      method: "delete",
      success: 204,
    }),
  },
  "/api/push/test": {
    post: operation({
      summary: "Send one message to this device, and say how its push service took it",
      input: push.endpointInput,
      method: "post",
      success: 200,
      answer: answerOf(push.testedSchema),
    }),
  },
};
