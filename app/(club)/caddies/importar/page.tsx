import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ImportPage } from "@/components/imports/import-page";
import { requireActor } from "@/lib/auth/page";
import { canManageCaddies } from "@/lib/caddies/policy";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("imports.title") };
}

export default async function ImportCaddies() {
  if (!canManageCaddies(await requireActor())) notFound();
  return <ImportPage />;
}
