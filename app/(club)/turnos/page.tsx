import type { Metadata } from "next";
import { LiveBoard } from "@/components/caddies/live-board";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("nav.board") };
}

export default function BoardPage() {
  return <LiveBoard />;
}
