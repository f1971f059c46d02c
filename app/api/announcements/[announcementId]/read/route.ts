import { read } from "@/lib/announce";
import { announcementInput } from "@/lib/announcements/contract";
import { route } from "@/lib/http/route";

export const POST = route({ input: announcementInput, command: read, success: 204 });
