import type { Metadata } from "next";
import { DrawPage } from "@/components/draws/draw-page";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("draws.title") };
}

export default async function Draws({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  await requireActor();
  const list = Number((await searchParams).lista);
  return <DrawPage listNumber={Number.isInteger(list) && list > 0 ? list : null} />;
}
