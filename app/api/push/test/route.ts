import { route } from "@/lib/http/route";
import { noteTest } from "@/lib/push/commands";
import { endpointInput } from "@/lib/push/contract";
import { sendTest } from "@/lib/push-test";

export const POST = route({ input: endpointInput, prepare: sendTest, command: noteTest });
