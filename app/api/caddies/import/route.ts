import { importCaddies, readImport } from "@/lib/caddie-imports";
import { route } from "@/lib/http/route";
import { importCaddiesInput } from "@/lib/imports/contract";

export const POST = route({
  input: importCaddiesInput,
  read: readImport,
  command: importCaddies,
  success: 201,
});
