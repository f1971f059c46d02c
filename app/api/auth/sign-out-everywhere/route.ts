import * as z from "zod";
import { route } from "@/lib/http/route";
import { signOutEverywhere } from "@/lib/users/commands";

export const POST = route({ input: z.strictObject({}), command: signOutEverywhere, success: 204 });
