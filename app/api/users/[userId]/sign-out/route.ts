import { route } from "@/lib/http/route";
import { endSessions } from "@/lib/users/commands";
import { userInput } from "@/lib/users/contract";

export const POST = route({ input: userInput, command: endSessions, success: 204 });
