import { pastBoardInput } from "@/lib/history/contract";
import { boardAt } from "@/lib/history/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: pastBoardInput,
  query: (input, { db, actor }) => boardAt(db, actor, input),
});
