import { undoOrder } from "@/lib/draws/commands";
import { undoOrderInput } from "@/lib/draws/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: undoOrderInput, command: undoOrder });
