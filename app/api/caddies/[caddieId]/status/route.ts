import { changeCaddieStatus } from "@/lib/caddies/commands";
import { changeCaddieStatusInput } from "@/lib/caddies/contract";
import { route } from "@/lib/http/route";

export const PATCH = route({ input: changeCaddieStatusInput, command: changeCaddieStatus });
