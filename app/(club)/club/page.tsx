import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClubPage } from "@/components/organizations/club-page";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";
import { canManageClub } from "@/lib/organizations/policy";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("club.title") };
}

export default async function ClubSettings() {
  if (!canManageClub(await requireActor())) notFound();
  return <ClubPage />;
}
