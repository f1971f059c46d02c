import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnnouncementsPage } from "@/components/announcements/announcements-page";
import { canAnnounce } from "@/lib/announcements/policy";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("announcements.title") };
}

export default async function Announcements() {
  if (!canAnnounce(await requireActor())) notFound();
  return <AnnouncementsPage />;
}
