import type { Metadata } from "next";
import { AbsencesPage } from "@/components/absences/absences-page";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("absences.title") };
}

export default function Absences() {
  return <AbsencesPage />;
}
