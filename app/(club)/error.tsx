"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/components/shell/failure";
import { LivePageFrame } from "@/components/shell/live-page-frame";

/** Inside the shell: the navigation and the connection stay. */
export default function ClubErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("app");
  return (
    <LivePageFrame title={t("name")}>
      <Failure code={error.digest} onRetry={reset} />
    </LivePageFrame>
  );
}
