import { updateTurnInput } from "@/lib/caddies/contract";
import { route } from "@/lib/http/route";
import { updateTurnAndTell } from "@/lib/told-changes";

export const PUT = route({ input: updateTurnInput, command: updateTurnAndTell });
