import { inviteAccount, listAccounts } from "@/lib/accounts";
import { withLink } from "@/lib/auth/invitation";
import { route } from "@/lib/http/route";
import { inviteUserInput, listUsersInput } from "@/lib/users/contract";

export const GET = route({ input: listUsersInput, query: listAccounts });
export const POST = route({
  input: inviteUserInput,
  command: inviteAccount,
  reveal: withLink,
  success: 201,
});
