import { route } from "@/lib/http/route";
import { getWall, openWall } from "@/lib/wall-door";

export const GET = route({ open: getWall });
export const POST = route({ open: openWall });
