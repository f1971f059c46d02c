import { answerAbsenceInput } from "@/lib/absences/contract";
import { decideAbsence } from "@/lib/availability";
import { route } from "@/lib/http/route";

export const POST = route({ input: answerAbsenceInput, command: decideAbsence });
