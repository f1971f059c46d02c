import { addAbsenceInput, listAbsencesInput } from "@/lib/absences/contract";
import { listAbsences } from "@/lib/absences/queries";
import { requestAbsence } from "@/lib/availability";
import { route } from "@/lib/http/route";

export const GET = route({
  input: listAbsencesInput,
  query: (input, { db, actor }) => listAbsences(db, actor, input),
});
export const POST = route({ input: addAbsenceInput, command: requestAbsence, success: 201 });
