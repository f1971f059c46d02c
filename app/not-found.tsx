import { NotFound } from "@/components/shell/not-found";
import { requestTexts } from "@/lib/i18n/preferences";

export default async function NotFoundPage() {
  const t = await requestTexts();
  return (
    <main className="flex min-h-dvh flex-col">
      <NotFound
        heading
        title={t("error.notFoundTitle")}
        help={t("error.notFoundHelp")}
        home={t("error.home")}
      />
    </main>
  );
}
