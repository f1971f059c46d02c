import { undoChange } from "@/lib/caddies/commands";
import { undoInput } from "@/lib/caddies/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: undoInput, command: undoChange });
