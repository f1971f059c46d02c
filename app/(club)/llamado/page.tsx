import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RollPage } from "@/components/roll-calls/roll-page";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";
import { canCallRoll } from "@/lib/roll-calls/policy";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("rollCall.title") };
}

export default async function RollCalls() {
  if (!canCallRoll(await requireActor())) notFound();
  return <RollPage />;
}
