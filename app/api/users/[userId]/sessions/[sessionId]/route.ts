import { route } from "@/lib/http/route";
import { endSession } from "@/lib/users/commands";
import { endSessionInput } from "@/lib/users/contract";

export const DELETE = route({ input: endSessionInput, command: endSession, success: 204 });
