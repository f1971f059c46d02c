import { route } from "@/lib/http/route";
import { revokeWall, updateWall } from "@/lib/walls/commands";
import { updateWallInput, wallInput } from "@/lib/walls/contract";

export const PUT = route({ input: updateWallInput, command: updateWall });
export const DELETE = route({ input: wallInput, command: revokeWall, success: 204 });
