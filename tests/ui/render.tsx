import { configure, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import { catalogueOf } from "@/lib/i18n/catalogue";
import type { Locale } from "@/lib/users/vocabulary";

// The sheets come in parts of their own, and a busy machine takes its time to read them.
configure({ asyncUtilTimeout: 8_000 });

/** 10:30 in Bogotá. */
export const NOW = Date.parse("2026-11-20T15:30:00.000Z");
export const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

/** `ui` with the texts of `locale`, on the clock of a club in Bogotá. */
export function withTexts(ui: ReactElement, locale: Locale = "es") {
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={catalogueOf(locale)}
      timeZone="America/Bogota"
      now={new Date(NOW)}
      onError={(error) => {
        throw error;
      }}
    >
      {ui}
    </NextIntlClientProvider>
  );
}

export const renderWithTexts = (ui: ReactElement, locale: Locale = "es") => render(withTexts(ui, locale));
