import { NotFound } from "@/components/shell/not-found";
import { ShellFrame } from "@/components/shell/shell-frame";
import { requestTexts } from "@/lib/i18n/preferences";

export default async function ClubNotFoundPage() {
  const t = await requestTexts();
  return (
    <ShellFrame title={t("app.name")}>
      <NotFound title={t("error.notFoundTitle")} help={t("error.notFoundHelp")} home={t("error.home")} />
    </ShellFrame>
  );
}
