import { route } from "@/lib/http/route";
import { wallPage } from "@/lib/wall-page";

export const GET = route({ open: wallPage });
