import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ClosesPage } from "@/components/closes/closes-page";
import { requireActor } from "@/lib/auth/page";
import { canCloseDays } from "@/lib/closes/policy";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("history.closes") };
}

export default async function Closes() {
  if (!canCloseDays(await requireActor())) notFound();
  return <ClosesPage />;
}
