import type { Metadata } from "next";
import { FairnessPage } from "@/components/figures/fairness-page";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("history.fairness") };
}

export default function Fairness() {
  return <FairnessPage />;
}
