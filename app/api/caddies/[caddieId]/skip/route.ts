import { skipCaddie } from "@/lib/dispatches/commands";
import { skipCaddieInput } from "@/lib/dispatches/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: skipCaddieInput, command: skipCaddie });
