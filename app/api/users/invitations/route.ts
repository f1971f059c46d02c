import { inviteCaddies } from "@/lib/accounts";
import { withLinks } from "@/lib/auth/invitation";
import { route } from "@/lib/http/route";
import { inviteCaddiesInput } from "@/lib/users/contract";

export const POST = route({
  input: inviteCaddiesInput,
  command: inviteCaddies,
  reveal: withLinks,
  success: 201,
});
