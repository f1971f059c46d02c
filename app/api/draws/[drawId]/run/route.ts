import { runDraw } from "@/lib/draws/commands";
import { drawInput } from "@/lib/draws/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: drawInput, command: runDraw });
