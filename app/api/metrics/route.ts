import { route } from "@/lib/http/route";
import { metrics } from "@/lib/telemetry/health";

export const GET = route({ open: metrics });
