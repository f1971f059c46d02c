import { route } from "@/lib/http/route";
import { socketHealth } from "@/lib/telemetry/health";

export const GET = route({ open: socketHealth });
