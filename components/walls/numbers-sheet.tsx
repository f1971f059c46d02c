"use client";
import { useTranslations } from "next-intl";
import { useWallNumbers } from "@/hooks/use-walls";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { Spinner } from "../ui/spinner";

/** Who is who on a screen without names: for the board beside the television, and for whoever forgot his own. */
export function NumbersSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("walls");
  const query = useWallNumbers();
  return (
    <Sheet title={t("numbersTitle")} subtitle={t("numbersHelp")} closeLabel={t("close")} onClose={onClose}>
      {query.isPending ? (
        <p className="flex items-center gap-3 py-6 text-muted">
          <Spinner /> {t("loading")}
        </p>
      ) : query.isError ? (
        <div className="flex flex-col items-center gap-3 py-6 text-center">
          <p>{t("failed")}</p>
          <Button onClick={() => query.refetch()}>{t("retry")}</Button>
        </div>
      ) : (
        <ol>
          {query.data.map(({ caddieId, name, number }) => (
            <li
              key={caddieId}
              className="flex min-h-11 items-center gap-4 border-line border-t first:border-t-0"
            >
              <span className="numeral w-16 font-bold text-[17px]">{t("number", { n: number })}</span>
              <span className="truncate">{name}</span>
            </li>
          ))}
        </ol>
      )}
    </Sheet>
  );
}
