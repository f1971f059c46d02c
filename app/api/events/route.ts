import { eventsSince, eventsSinceInput } from "@/lib/catch-up";
import { route } from "@/lib/http/route";

export const GET = route({ input: eventsSinceInput, query: eventsSince });
