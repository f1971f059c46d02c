import { listMovesInput } from "@/lib/caddies/contract";
import { listMoves } from "@/lib/caddies/history";
import { route } from "@/lib/http/route";

export const GET = route({
  input: listMovesInput,
  query: (input, { db, actor }) => listMoves(db, actor, input),
});
