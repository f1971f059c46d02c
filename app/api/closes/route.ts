import { closeDayInput, listClosesInput } from "@/lib/closes/contract";
import { closeDayByHand } from "@/lib/closes/jobs";
import { listCloses } from "@/lib/closes/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: listClosesInput,
  query: (input, { db, actor }) => listCloses(db, actor, input, new Date()),
});
export const POST = route({ input: closeDayInput, command: closeDayByHand });
