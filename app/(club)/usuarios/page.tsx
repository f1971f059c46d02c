import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { UsersPage } from "@/components/users/users-page";
import { requireActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";
import { canManageUsers } from "@/lib/users/policy";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("users.title") };
}

export default async function Users({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  if (!canManageUsers(await requireActor())) notFound();
  const { caddie } = await searchParams;
  return <UsersPage caddieId={typeof caddie === "string" ? caddie : null} />;
}
