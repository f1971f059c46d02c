import { devicesOf } from "@/lib/accounts";
import { route } from "@/lib/http/route";
import { userInput } from "@/lib/users/contract";

export const GET = route({ input: userInput, query: devicesOf });
