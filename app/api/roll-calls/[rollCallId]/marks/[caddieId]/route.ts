import { route } from "@/lib/http/route";
import { markName } from "@/lib/roll-call";
import { markCaddieInput } from "@/lib/roll-calls/contract";

export const PUT = route({ input: markCaddieInput, command: markName });
