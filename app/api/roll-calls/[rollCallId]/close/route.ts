import { route } from "@/lib/http/route";
import { closeRollCall } from "@/lib/roll-calls/commands";
import { rollCallInput } from "@/lib/roll-calls/contract";

export const POST = route({ input: rollCallInput, command: closeRollCall });
