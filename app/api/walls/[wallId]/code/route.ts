import { route } from "@/lib/http/route";
import { newWallCode, withCode } from "@/lib/wall-door";
import { wallInput } from "@/lib/walls/contract";

export const POST = route({ input: wallInput, command: newWallCode, reveal: withCode, success: 201 });
