"use client";
import { Zap } from "lucide-react";
import { useTranslations } from "next-intl";

/** Marks what changed a moment ago, in a word beside the glow, for those who do not see the colour. Never announced. */
export function LiveUpdateBadge({ show }: { show: boolean }) {
  const t = useTranslations("board");
  if (!show) return null;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap font-semibold text-[12px] text-called">
      <Zap size={12} aria-hidden="true" />
      {t("changedNow")}
    </span>
  );
}
