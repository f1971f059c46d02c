import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { SystemBoard } from "@/components/realtime/system-board";
import { SystemPage, SystemSkeleton } from "@/components/realtime/system-page";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";
import { socketStats } from "@/lib/telemetry/health";

/** To anybody but an admin this page is not there. */
async function requireAdmin() {
  const actor = await requireActor();
  return actor.role === "ADMIN" ? actor : notFound();
}

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin();
  const t = await requestTexts();
  return { title: t("system.title") };
}

export default async function System() {
  await requireAdmin();
  return (
    <SystemPage>
      {/* Phones are given a moment to confirm: the frame does not wait for them. */}
      <Suspense fallback={<SystemSkeleton />}>
        <Measured />
      </Suspense>
    </SystemPage>
  );
}

async function Measured() {
  const { data } = await socketStats({}, { actor: await requireAdmin() });
  return <SystemBoard initial={data} />;
}
