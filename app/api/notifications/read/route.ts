import { route } from "@/lib/http/route";
import { readNotices } from "@/lib/notices/commands";
import { readNoticesInput } from "@/lib/notices/contract";

export const POST = route({ input: readNoticesInput, command: readNotices });
