import { undoImport } from "@/lib/caddie-imports";
import { route } from "@/lib/http/route";
import { undoImportInput } from "@/lib/imports/contract";

export const POST = route({ input: undoImportInput, command: undoImport });
