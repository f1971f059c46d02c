import * as z from "zod";
import { socketToken } from "@/lib/auth/issue-token";
import { route } from "@/lib/http/route";

export const GET = route({ input: z.strictObject({}), query: (_input, { actor }) => socketToken(actor) });
