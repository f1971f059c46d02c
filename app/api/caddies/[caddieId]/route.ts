import { removeCaddie } from "@/lib/caddies/commands";
import { getCaddieInput, removeCaddieInput, updateCaddieInput } from "@/lib/caddies/contract";
import { visibleCaddie } from "@/lib/caddies/queries";
import { route } from "@/lib/http/route";
import { updateCaddieAndTell } from "@/lib/told-changes";

export const GET = route({
  input: getCaddieInput,
  query: async ({ caddieId }, { db, actor }) => ({ data: await visibleCaddie(db, actor, caddieId) }),
});
export const PUT = route({ input: updateCaddieInput, command: updateCaddieAndTell });
export const DELETE = route({ input: removeCaddieInput, command: removeCaddie, success: 204 });
