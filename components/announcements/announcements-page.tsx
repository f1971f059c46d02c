"use client";
import { useTranslations } from "next-intl";
import { LivePageFrame } from "../shell/live-page-frame";
import { AnnouncementForm } from "./announcement-form";
import { SentAnnouncements } from "./sent-announcements";

/** `/anuncios`: say something to the club or to a list, and see who has read it. */
export function AnnouncementsPage() {
  const t = useTranslations("announcements");
  return (
    <LivePageFrame title={t("title")}>
      <div className="mx-auto grid max-w-5xl items-start gap-4 pt-1 lg:grid-cols-2">
        <section className="rounded-card border border-line bg-surface p-5">
          <h2 className="mb-4 font-semibold text-[17px]">{t("new")}</h2>
          <AnnouncementForm />
        </section>
        <section>
          <h2 className="mb-3 font-semibold text-[17px] max-lg:mt-2">{t("past")}</h2>
          <SentAnnouncements />
        </section>
      </div>
    </LivePageFrame>
  );
}
