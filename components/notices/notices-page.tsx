"use client";
import { useTranslations } from "next-intl";
import { LivePageFrame } from "../shell/live-page-frame";
import { NoticeList } from "./notice-list";

/** `/avisos`: all that one was told. */
export function NoticesPage() {
  const t = useTranslations("notices");
  return (
    <LivePageFrame title={t("title")}>
      <div className="mx-auto max-w-2xl">
        <NoticeList />
      </div>
    </LivePageFrame>
  );
}
