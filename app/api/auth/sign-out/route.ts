import * as z from "zod";
import { route } from "@/lib/http/route";
import { signOut } from "@/lib/users/commands";

export const POST = route({ input: z.strictObject({}), command: signOut, success: 204 });
