import { listCaddiesInput } from "@/lib/caddies/contract";
import { caddiesWithoutAccount } from "@/lib/caddies/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: listCaddiesInput,
  query: async ({ list }, { db, actor }) => ({ data: await caddiesWithoutAccount(db, actor, list) }),
});
