import "@fontsource-variable/archivo/wdth.css";
import "@fontsource-variable/inter/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { TextsProvider } from "@/components/shell/texts-provider";
import { Toaster } from "@/components/ui/toaster";
import { compiledCatalogueOf } from "@/lib/i18n/compiled";
import { requestPreferences, requestTexts } from "@/lib/i18n/preferences";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return {
    title: { default: t("app.name"), template: `%s · ${t("app.name")}` },
    description: t("app.description"),
    appleWebApp: { capable: true, title: t("app.name"), statusBarStyle: "default" },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f2eb" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1410" },
  ],
};

/** Where nobody is signed in no club is known; the signed-in pages set their club's own zone. */
const DEFAULT_TIME_ZONE = "America/Bogota";

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme, words } = await requestPreferences();
  return (
    <html lang={locale} data-theme={theme} suppressHydrationWarning>
      <body>
        <TextsProvider
          locale={locale}
          messages={compiledCatalogueOf(locale, words)}
          timeZone={DEFAULT_TIME_ZONE}
          now={new Date()}
        >
          {children}
          <Toaster theme={theme} />
        </TextsProvider>
      </body>
    </html>
  );
}
