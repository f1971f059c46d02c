import { withLink } from "@/lib/auth/invitation";
import { route } from "@/lib/http/route";
import { renewInvitation } from "@/lib/users/commands";
import { changeUserInput } from "@/lib/users/contract";

export const POST = route({
  input: changeUserInput,
  command: renewInvitation,
  reveal: withLink,
  success: 201,
});
