import { route } from "@/lib/http/route";
import { changeRules } from "@/lib/rules/commands";
import { changeRulesInput, listRulesInput } from "@/lib/rules/contract";
import { rulesSnapshot } from "@/lib/rules/queries";

export const GET = route({
  input: listRulesInput,
  query: (input, { db, actor }) => rulesSnapshot(db, actor, input),
});
export const PUT = route({ input: changeRulesInput, command: changeRules });
