import type { Metadata } from "next";
import { MachinePage } from "@/components/history/machine-page";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("history.machine") };
}

export default function Machine() {
  return <MachinePage />;
}
