import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Mark } from "@/components/shell/mark";
import { requestTexts } from "@/lib/i18n/preferences";
import { hasClub } from "@/lib/organizations/queries";
import { runtime } from "@/lib/runtime";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("setup.title") };
}

/** A server without a club: where its link is found. Never the link itself, which is for whoever reads the log. */
export default async function NoClubPage() {
  if (await hasClub(runtime().database.db)) redirect("/entrar");
  const t = await requestTexts();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-5 py-10">
      <Mark size={64} />
      <h1 className="numeral mt-5 max-w-100 text-center font-bold text-[26px] leading-8">
        {t("setup.noClub")}
      </h1>
      <p className="mt-3 max-w-100 text-center text-muted">{t("setup.noClubHelp")}</p>
    </main>
  );
}
