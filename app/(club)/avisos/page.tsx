import type { Metadata } from "next";
import { NoticesPage } from "@/components/notices/notices-page";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("notices.title") };
}

export default function Notices() {
  return <NoticesPage />;
}
