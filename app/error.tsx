"use client";
import { useTranslations } from "next-intl";
import { Mark } from "@/components/shell/mark";

const BUTTON = "inline-flex min-h-12 items-center rounded-control px-5 font-semibold text-[15px]";

/** Every page carries it, so it is plain and leans on nothing. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("error");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
      <Mark />
      <h1 className="font-sans! font-semibold text-[16px]">{t("title")}</h1>
      <p className="max-w-80 text-[14px] text-muted">{t("safe")}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <button type="button" onClick={reset} className={`${BUTTON} bg-brand text-brand-ink`}>
          {t("retry")}
        </button>
        <a href="/turnos" className={`${BUTTON} border border-line bg-surface`}>
          {t("home")}
        </a>
      </div>
      {error.digest ? <p className="text-[13px] text-muted">{t("code", { code: error.digest })}</p> : null}
    </main>
  );
}
