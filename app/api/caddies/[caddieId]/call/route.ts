import { callCaddie, endCall } from "@/lib/dispatches/commands";
import { callCaddieInput } from "@/lib/dispatches/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: callCaddieInput, command: callCaddie });
export const DELETE = route({ input: callCaddieInput, command: endCall });
