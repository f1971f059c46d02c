import { route } from "@/lib/http/route";
import { outlookInput } from "@/lib/outlooks/contract";
import { outingDays } from "@/lib/outlooks/queries";

export const GET = route({
  input: outlookInput,
  query: (input, { db, actor }) => outingDays(db, actor, input, new Date()),
});
