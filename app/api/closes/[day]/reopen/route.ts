import { reopenDay } from "@/lib/closes/commands";
import { reopenDayInput } from "@/lib/closes/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: reopenDayInput, command: reopenDay });
