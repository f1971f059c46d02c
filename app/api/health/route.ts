import { route } from "@/lib/http/route";
import { health } from "@/lib/telemetry/health";

export const GET = route({ open: health });
