import type es from "./lib/i18n/es.json";
import type { Locale } from "./lib/users/vocabulary";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof es;
  }
}
