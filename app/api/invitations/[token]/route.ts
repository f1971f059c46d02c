import { acceptInvitation, getInvitation } from "@/lib/auth/invitation";
import { route } from "@/lib/http/route";

export const GET = route({ open: getInvitation });
export const POST = route({ open: acceptInvitation });
