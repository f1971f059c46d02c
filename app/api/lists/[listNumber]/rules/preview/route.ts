import { route } from "@/lib/http/route";
import { previewRulesInput } from "@/lib/rules/contract";
import { previewRules } from "@/lib/rules-preview";

export const GET = route({ input: previewRulesInput, query: previewRules });
