"use client";
import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePlace } from "@/hooks/use-place";
import { useSession } from "@/hooks/use-session";
import type { Place } from "@/lib/places/contract";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Sheet } from "../ui/sheet";
import { Bone } from "../ui/skeleton";
import { placeKey } from "./place-key";
import { PlaceSteps } from "./place-steps";

/** "¿Por qué estoy aquí?": the changes that led to a caddie's place, each with its rule, its author and its time; his own, or anybody's for the master. */
export function PlaceSheet({ caddieId, onClose }: { caddieId: string; onClose: () => void }) {
  const t = useTranslations("place");
  const menu = useTranslations("menu");
  const caddie = useTranslations("caddie");
  const { user } = useSession();
  const own = user.caddieId === caddieId;
  const { data, isPending, isError, refetch } = usePlace(caddieId);
  const subtitleOf = ({ name, position, total }: Place) => {
    if (position === null) return own ? undefined : name;
    return own ? t("now", { n: position, total }) : t("of.now", { name, n: position, total });
  };
  return (
    <Sheet
      title={t(placeKey(own, "why"))}
      subtitle={data && subtitleOf(data)}
      closeLabel={menu("close")}
      onClose={onClose}
    >
      {data ? (
        <PlaceSteps place={data} own={own} />
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
