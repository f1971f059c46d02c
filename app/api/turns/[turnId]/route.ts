import { updateTurn } from "@/lib/caddies/commands";
import { updateTurnInput } from "@/lib/caddies/contract";
import { route } from "@/lib/http/route";

export const PUT = route({ input: updateTurnInput, command: updateTurn });
