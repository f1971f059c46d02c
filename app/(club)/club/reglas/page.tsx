import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RulesPage } from "@/components/rules/rules-page";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";
import { canManageRules } from "@/lib/rules/policy";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("listRules.title") };
}

export default async function ListRulesPage() {
  if (!canManageRules(await requireActor())) notFound();
  return <RulesPage />;
}
