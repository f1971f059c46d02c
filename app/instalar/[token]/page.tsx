import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { SetupForm } from "@/components/organizations/setup-form";
import { Mark } from "@/components/shell/mark";
import { isAppError } from "@/lib/http/problem";
import { requestTexts } from "@/lib/i18n/preferences";
import { opensSetup } from "@/lib/setup";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("setup.title"), robots: { index: false } };
}

/** Whoever tries links is told nothing, not even that he tries too often. */
async function opens(token: string): Promise<boolean> {
  try {
    return await opensSetup(token, await headers());
  } catch (error) {
    if (isAppError(error) && error.code === "RATE_LIMITED") return false;
    throw error;
  }
}

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await opens(token))) notFound();
  const t = await requestTexts();
  return (
    <main className="mx-auto w-full max-w-xl px-5 py-10">
      <div className="mb-6 flex flex-col items-center gap-3 text-center">
        <Mark size={64} />
        <h1 className="numeral font-bold text-[32px] leading-9">{t("setup.title")}</h1>
        <p className="max-w-100 text-muted">{t("setup.subtitle")}</p>
      </div>
      <SetupForm token={token} />
    </main>
  );
}
