import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { operation } from "./openapi-operation";
import { cursorsSchema } from "./realtime/contract";
import * as rules from "./rules/contract";

const listRules = rules.listRulesSchema.meta({ id: "ListRules" });
const snapshot = z.object({ data: listRules, cursors: cursorsSchema });
const path = ["listNumber"];

/** The routes of what a list lives by. */
export const rulesPaths: ZodOpenApiPathsObject = {
  "/api/lists/{listNumber}/rules": {
    get: operation({
      summary: "What a list lives by, with the cursor of its stream",
      input: rules.listRulesInput,
      path,
      method: "get",
      success: 200,
      answer: snapshot,
    }),
    put: operation({
      summary: "Change a list's rules (ADMIN)",
      input: rules.changeRulesInput,
      path,
      method: "put",
      success: 200,
      answer: snapshot,
    }),
  },
  "/api/lists/{listNumber}/rules/preview": {
    get: operation({
      summary: "Who would stand elsewhere today by other rules (ADMIN)",
      input: rules.previewRulesInput,
      path,
      method: "get",
      success: 200,
      answer: z.object({ data: rules.rulesPreviewSchema }),
    }),
  },
};
