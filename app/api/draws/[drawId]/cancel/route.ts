import { cancelDraw } from "@/lib/draws/commands";
import { cancelDrawInput } from "@/lib/draws/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: cancelDrawInput, command: cancelDraw });
