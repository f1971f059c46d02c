"use client";
import { useTranslations } from "next-intl";
import { LivePageFrame } from "@/components/shell/live-page-frame";
import { NotFound } from "@/components/shell/not-found";

export default function ClubNotFoundPage() {
  const t = useTranslations("app");
  return (
    <LivePageFrame title={t("name")}>
      <NotFound />
    </LivePageFrame>
  );
}
