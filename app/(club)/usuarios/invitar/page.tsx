import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InviteManyPage } from "@/components/users/invite-many-page";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";
import { canManageUsers } from "@/lib/users/policy";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("inviteMany.title"), referrer: "no-referrer" };
}

export default async function InviteMany() {
  if (!canManageUsers(await requireActor())) notFound();
  return <InviteManyPage />;
}
