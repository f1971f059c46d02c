import type { Metadata } from "next";
import { PushSection } from "@/components/push/push-section";
import { ProfilePage } from "@/components/users/profile-page";
import { requestPreferences, requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("profile.title") };
}

export default async function Profile() {
  const { theme } = await requestPreferences();
  return <ProfilePage theme={theme} device={<PushSection />} />;
}
