import * as z from "zod";
import { route } from "@/lib/http/route";
import { socketStats } from "@/lib/telemetry/health";

export const GET = route({ input: z.strictObject({}), query: socketStats });
