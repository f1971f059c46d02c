import { route } from "@/lib/http/route";
import { noInput } from "@/lib/push/contract";
import { pushKey } from "@/lib/push/queries";

export const GET = route({ input: noInput, query: pushKey });
