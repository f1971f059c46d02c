"use client";
import { useTranslations } from "next-intl";
import { ShellFailure } from "@/components/shell/shell-frame";

export default function ClubErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("app");
  return <ShellFailure title={t("name")} code={error.digest} onRetry={reset} />;
}
