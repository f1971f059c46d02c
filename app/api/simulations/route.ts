import { route } from "@/lib/http/route";
import { simulationInput } from "@/lib/simulations/contract";
import { simulate } from "@/lib/simulations/queries";

export const GET = route({ input: simulationInput, query: simulate });
