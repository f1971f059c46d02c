"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Photos } from "@/lib/photos/vocabulary";
import { LateNotices } from "../notices/late-notices";
import { PhotosProvider } from "../photos/photos-provider";
import { LivePageFrame } from "./live-page-frame";
import { Navigation } from "./navigation";
import { RouterContext } from "./page-link";
import { FrameContext } from "./shell-frame";

const NO_PHOTOS: Photos = {};

/** The frame of every signed-in page: it fills the screen and never scrolls itself; its parts do. */
export function ClubShell({ photos = NO_PHOTOS, children }: { photos?: Photos; children: ReactNode }) {
  const t = useTranslations("app");
  return (
    <RouterContext value={useRouter()}>
      <PhotosProvider photos={photos}>
        <div className="flex h-dvh flex-col overflow-hidden lg:flex-row print:block print:h-auto">
          <a
            href="#contenido"
            className="absolute top-2 left-2 z-50 -translate-y-20 rounded-control bg-brand px-4 py-3 font-semibold text-brand-ink focus:translate-y-0"
          >
            {t("skip")}
          </a>
          <Navigation form="rail" />
          <main
            id="contenido"
            tabIndex={-1}
            className="relative flex min-h-0 min-w-0 flex-1 flex-col outline-none!"
          >
            <FrameContext value={LivePageFrame}>{children}</FrameContext>
            <LateNotices />
          </main>
          <Navigation form="bar" />
        </div>
      </PhotosProvider>
    </RouterContext>
  );
}
