"use client";
import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePlace } from "@/hooks/use-place";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Sheet } from "../ui/sheet";
import { Bone } from "../ui/skeleton";
import { PlaceSteps } from "./place-steps";

/** "¿Por qué estoy aquí?": the changes that led to one's own place, each with its rule, its author and its time. */
export function PlaceSheet({ caddieId, onClose }: { caddieId: string; onClose: () => void }) {
  const t = useTranslations("place");
  const menu = useTranslations("menu");
  const caddie = useTranslations("caddie");
  const { data, isPending, isError, refetch } = usePlace(caddieId);
  return (
    <Sheet
      title={t("why")}
      subtitle={data?.position ? t("now", { n: data.position, total: data.total }) : undefined}
      closeLabel={menu("close")}
      onClose={onClose}
    >
      {data ? (
        <PlaceSteps place={data} />
      ) : isPending ? (
        <div className="flex flex-col gap-3 py-1">
          <p role="status" className="sr-only">
            {caddie("loading")}
          </p>
          {["a", "b", "c"].map((line) => (
            <Bone key={line} className="h-16" />
          ))}
        </div>
      ) : null}
      {isError && !data ? (
        <Notice
          icon={WifiOff}
          title={caddie("loadFailed")}
          action={<Button onClick={() => void refetch()}>{caddie("retry")}</Button>}
        />
      ) : null}
    </Sheet>
  );
}
