import { dispatchGroup } from "@/lib/dispatches/commands";
import { dispatchGroupInput } from "@/lib/dispatches/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: dispatchGroupInput, command: dispatchGroup, success: 201 });
