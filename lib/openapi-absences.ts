import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import * as absences from "./absences/contract";
import { operation } from "./openapi-operation";
import { cursorsSchema } from "./realtime/contract";

const absence = absences.absenceSchema.meta({ id: "Absence" });
const snapshotOf = (data: z.ZodType) => z.object({ data, cursors: cursorsSchema });
const byAbsence = ["absenceId"];

/** The routes of permissions and sanctions. */
export const absencePaths: ZodOpenApiPathsObject = {
  "/api/absences": {
    get: operation({
      summary: "Permissions and sanctions: all for an admin, his own for a caddie",
      input: absences.listAbsencesInput,
      method: "get",
      success: 200,
      answer: snapshotOf(z.array(absence)),
    }),
    post: operation({
      summary: "Ask for a permission; an ADMIN enters one, or a sanction, that holds at once",
      input: absences.addAbsenceInput,
      method: "post",
      success: 201,
      answer: snapshotOf(absence),
    }),
  },
  "/api/absences/{absenceId}/answer": {
    post: operation({
      summary: "Approve what was asked for, or refuse it with a reason (ADMIN)",
      input: absences.answerAbsenceInput,
      path: byAbsence,
      method: "post",
      success: 200,
      answer: snapshotOf(absence),
    }),
  },
  "/api/absences/{absenceId}/cancel": {
    post: operation({
      summary: "Take back what was asked for; an ADMIN also ends what holds",
      input: absences.cancelAbsenceInput,
      path: byAbsence,
      method: "post",
      success: 200,
      answer: snapshotOf(absence),
    }),
  },
};
