import { reorderList } from "@/lib/draws/commands";
import { reorderListInput } from "@/lib/draws/contract";
import { route } from "@/lib/http/route";

export const PUT = route({ input: reorderListInput, command: reorderList });
