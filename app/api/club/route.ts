import * as z from "zod";
import { route } from "@/lib/http/route";
import { updateClub } from "@/lib/organizations/commands";
import { updateClubInput } from "@/lib/organizations/contract";
import { clubSnapshot } from "@/lib/organizations/queries";

export const GET = route({
  input: z.strictObject({}),
  query: (_input, { db, actor }) => clubSnapshot(db, actor),
});
export const PUT = route({ input: updateClubInput, command: updateClub });
