import { BoardSkeleton } from "@/components/caddies/board-skeleton";
import { requestTexts } from "@/lib/i18n/preferences";

export default async function BoardLoading() {
  const t = await requestTexts();
  return <BoardSkeleton label={t("error.loading")} />;
}
