import { noteNoShow } from "@/lib/dispatches/commands";
import { noShowInput } from "@/lib/dispatches/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: noShowInput, command: noteNoShow });
