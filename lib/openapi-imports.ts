import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import * as imports from "./imports/contract";
import { operation } from "./openapi-operation";
import { cursorsSchema } from "./realtime/contract";

/** The routes by which caddies come and go as a file. */
export const importPaths: ZodOpenApiPathsObject = {
  "/api/caddies/import": {
    post: operation({
      summary: "Add many caddies; rows that are wrong are left out, each named (ADMIN)",
      input: imports.importCaddiesInput,
      method: "post",
      success: 201,
      answer: z.object({ data: imports.importedSchema, cursors: cursorsSchema }),
    }),
  },
  "/api/caddies/import/undo": {
    post: operation({
      summary: "Take an import back within 15 minutes: all with whom nothing was done since (ADMIN)",
      input: imports.undoImportInput,
      method: "post",
      success: 200,
      answer: z.object({ data: imports.importUndoneSchema, cursors: cursorsSchema }),
    }),
  },
  "/api/caddies/export": {
    get: operation({
      summary: "The board as CSV (ADMIN)",
      input: imports.exportCaddiesInput,
      method: "get",
      success: 200,
      answerTypes: ["text/csv"],
    }),
  },
};
