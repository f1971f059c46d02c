"use client";
import { useFormatter } from "next-intl";
import { useOwnMark } from "@/hooks/use-own-mark";
import { CLOCK } from "@/lib/i18n/times";
import { MarkPill } from "./mark-look";

/** "Presente 5:52": what was said of the caddie who looks, when his name was called today. */
export function OwnRollMark() {
  const own = useOwnMark();
  const format = useFormatter();
  if (!own) return null;
  return <MarkPill mark={own.mark} time={format.dateTime(new Date(own.markedAt), CLOCK)} />;
}
