import { route } from "@/lib/http/route";
import { chooseClubNotices } from "@/lib/notices/commands";
import { noticeChoicesSchema } from "@/lib/notices/contract";

export const PUT = route({ input: noticeChoicesSchema, command: chooseClubNotices });
