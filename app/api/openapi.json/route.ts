import { route } from "@/lib/http/route";
import { openApi } from "@/lib/openapi";

export const GET = route({ open: openApi });
