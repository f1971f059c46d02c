import * as z from "zod";
import { route } from "@/lib/http/route";
import { wallNumbers } from "@/lib/walls/queries";

export const GET = route({
  input: z.strictObject({}),
  query: async (_input, { db, actor }) => ({ data: await wallNumbers(db, actor) }),
});
