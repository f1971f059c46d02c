import { withdraw } from "@/lib/announce";
import { announcementInput } from "@/lib/announcements/contract";
import { route } from "@/lib/http/route";

export const DELETE = route({ input: announcementInput, command: withdraw, success: 204 });
