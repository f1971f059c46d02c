"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { LOCALE_COOKIE, THEME_COOKIE } from "@/lib/i18n/catalogue";
import { LOCALES, type Locale, THEMES, type Theme } from "@/lib/users/vocabulary";
import { Choice } from "../ui/choice";
import { keepPreference } from "./keep-preference";

/** Language and appearance, kept on this device. */
export function PreferencesForm({ theme: saved }: { theme: Theme }) {
  const t = useTranslations("profile");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState(saved);

  function changeLocale(next: Locale) {
    keepPreference(LOCALE_COOKIE, next);
    router.refresh();
  }
  function changeTheme(next: Theme) {
    setTheme(next);
    keepPreference(THEME_COOKIE, next);
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
    </div>
  );
}
