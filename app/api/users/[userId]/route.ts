import { accountOf, updateAccount } from "@/lib/accounts";
import { route } from "@/lib/http/route";
import { updateUserInput, userInput } from "@/lib/users/contract";

export const GET = route({ input: userInput, query: accountOf });
export const PUT = route({ input: updateUserInput, command: updateAccount });
