import { issueToken } from "@/lib/auth/issue-token";
import { route } from "@/lib/http/route";

export const POST = route({ open: issueToken });
