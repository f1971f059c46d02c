import * as z from "zod";
import { route } from "@/lib/http/route";
import { ownMark } from "@/lib/roll-calls/queries";

export const GET = route({ input: z.object({}), query: (_input, { db, actor }) => ownMark(db, actor) });
