import { cancelAbsenceInput } from "@/lib/absences/contract";
import { withdrawAbsence } from "@/lib/availability";
import { route } from "@/lib/http/route";

export const POST = route({ input: cancelAbsenceInput, command: withdrawAbsence });
