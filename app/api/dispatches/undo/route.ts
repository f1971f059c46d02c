import { undoDispatch } from "@/lib/dispatches/commands";
import { undoDispatchInput } from "@/lib/dispatches/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: undoDispatchInput, command: undoDispatch });
