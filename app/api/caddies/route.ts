import { addCaddie } from "@/lib/caddies/commands";
import { addCaddieInput, listCaddiesInput } from "@/lib/caddies/contract";
import { boardSnapshot } from "@/lib/caddies/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: listCaddiesInput,
  query: ({ list }, { db, actor }) => boardSnapshot(db, actor, list),
});
export const POST = route({ input: addCaddieInput, command: addCaddie, success: 201 });
