import { route } from "@/lib/http/route";
import { setPreferences } from "@/lib/users/commands";
import { setPreferencesInput } from "@/lib/users/contract";

export const PUT = route({ input: setPreferencesInput, command: setPreferences });
