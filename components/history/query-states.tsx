"use client";
import { useTranslations } from "next-intl";
import { LoadFailed } from "../ui/load-failed";
import { Bone } from "../ui/skeleton";

/** The rows of a table before they are there. */
export function RowsComing({ rows = 6 }: { rows?: number }) {
  const t = useTranslations("history");
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike, and none of them moves.
        <Bone key={i} className="h-14" />
      ))}
    </div>
  );
}

/** What could not be loaded, and what to press. */
export function HistoryFailed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("history");
  return <LoadFailed title={t("failed")} help={t("failedHelp")} retry={t("retry")} onRetry={onRetry} />;
}
