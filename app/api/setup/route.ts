import { route } from "@/lib/http/route";
import { setUp } from "@/lib/setup";

export const POST = route({ open: setUp });
