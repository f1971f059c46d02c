import { route } from "@/lib/http/route";
import { disableUser } from "@/lib/users/commands";
import { changeUserInput } from "@/lib/users/contract";

export const POST = route({ input: changeUserInput, command: disableUser });
