import { exportCaddies } from "@/lib/caddie-imports";
import { route } from "@/lib/http/route";
import { exportCaddiesInput } from "@/lib/imports/contract";

export const GET = route({ input: exportCaddiesInput, download: exportCaddies });
