"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "@/lib/http/fetch";
import { LOCALE_COOKIE, THEME_COOKIE } from "@/lib/i18n/catalogue";
import { LOCALES, type Locale, THEMES, type Theme } from "@/lib/users/vocabulary";
import { Choice } from "../ui/choice";
import { keepPreference } from "./keep-preference";

/** Language and appearance, kept on this device and with the account, for the next one. */
export function PreferencesForm({ theme: saved }: { theme: Theme }) {
  const t = useTranslations("profile");
  const account = useTranslations("account");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState(saved);
  const [onlyHere, setOnlyHere] = useState(false);

  function store(chosen: { locale?: Locale; theme?: Theme }) {
    apiFetch("/api/account/preferences", { method: "PUT", body: chosen }).then(
      () => setOnlyHere(false),
      () => setOnlyHere(true),
    );
  }

  function changeLocale(next: Locale) {
    keepPreference(LOCALE_COOKIE, next);
    store({ locale: next });
    router.refresh();
  }
  function changeTheme(next: Theme) {
    setTheme(next);
    keepPreference(THEME_COOKIE, next);
    store({ theme: next });
    // At once, without waiting for the server.
    document.documentElement.dataset.theme = next;
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-5">
      <Choice
        label={t("language")}
        value={locale}
        options={LOCALES.map((value) => ({ value, label: t(value) }))}
        onChange={changeLocale}
      />
      <Choice
        label={t("theme")}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(value) }))}
        onChange={changeTheme}
      />
      <p role="status" className="text-[13px] text-muted empty:hidden">
        {onlyHere ? account("onlyHere") : ""}
      </p>
    </div>
  );
}
