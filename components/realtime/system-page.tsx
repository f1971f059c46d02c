"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSession } from "@/hooks/use-session";
import { LivePageFrame } from "../shell/live-page-frame";
import { Bone } from "../ui/skeleton";

/** `/sistema`: the frame, which stays while its figures are measured. */
export function SystemPage({ children }: { children: ReactNode }) {
  const t = useTranslations("system");
  const { club } = useSession();
  return (
    <LivePageFrame title={t("title")} subtitle={club.name}>
      {children}
    </LivePageFrame>
  );
}

/** The page's own layout before its figures are there. */
export function SystemSkeleton() {
  const t = useTranslations("system");
  return (
    <div className="mx-auto flex max-w-[1480px] flex-col gap-3 xl:gap-4">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <Bone className="h-5 w-40" />
      <div className="grid grid-cols-2 gap-3 xl:grid-cols-4 xl:gap-4">
        {["a", "b", "c", "d"].map((tile) => (
          <Bone key={tile} className="h-52 rounded-card! xl:h-44" />
        ))}
      </div>
      <div className="grid gap-3 lg:grid-cols-2 xl:gap-4">
        {["a", "b", "c", "d"].map((chart) => (
          <Bone key={chart} className="h-80 rounded-card!" />
        ))}
      </div>
    </div>
  );
}
