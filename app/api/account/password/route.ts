import { preparePassword } from "@/lib/account";
import { route } from "@/lib/http/route";
import { changePassword } from "@/lib/users/commands";
import { changePasswordInput } from "@/lib/users/contract";

export const POST = route({
  input: changePasswordInput,
  prepare: preparePassword,
  command: changePassword,
  success: 204,
});
