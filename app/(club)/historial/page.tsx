import type { Metadata } from "next";
import { FiguresPage } from "@/components/figures/figures-page";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("history.title") };
}

export default function History() {
  return <FiguresPage />;
}
