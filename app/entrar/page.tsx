import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Mark } from "@/components/shell/mark";
import { SignInForm } from "@/components/users/sign-in-form";
import { currentActor } from "@/lib/auth/page";
import { requestTexts } from "@/lib/i18n/preferences";
import { hasClub } from "@/lib/organizations/queries";
import { runtime } from "@/lib/runtime";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("signIn.title") };
}

export default async function SignInPage() {
  if (await currentActor()) redirect("/turnos");
  if (!(await hasClub(runtime().database.db))) redirect("/instalar");
  const t = await requestTexts();
  return (
    <main className="flex min-h-dvh items-center justify-center px-5 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex flex-col items-center gap-3 text-center">
          <Mark size={64} />
          <h1 className="numeral font-bold text-[32px] leading-9">{t("app.name")}</h1>
          <p className="text-muted">{t("signIn.subtitle")}</p>
        </div>
        <SignInForm />
      </div>
    </main>
  );
}
