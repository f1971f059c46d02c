import * as z from "zod";
import { route } from "@/lib/http/route";
import { addWall, withCode } from "@/lib/wall-door";
import { createWallInput } from "@/lib/walls/contract";
import { listWalls } from "@/lib/walls/queries";

export const GET = route({
  input: z.strictObject({}),
  query: async (_input, { db, actor }) => ({ data: await listWalls(db, actor, new Date()) }),
});
export const POST = route({ input: createWallInput, command: addWall, reveal: withCode, success: 201 });
