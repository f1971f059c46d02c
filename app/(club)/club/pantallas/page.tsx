import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WallsPage } from "@/components/walls/walls-page";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";
import { runtime } from "@/lib/runtime";
import { canManageWalls } from "@/lib/walls/policy";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("walls.title") };
}

export default async function Walls() {
  if (!canManageWalls(await requireActor())) notFound();
  return <WallsPage address={new URL("/tablero", runtime().env.NEXTAUTH_URL).href} />;
}
