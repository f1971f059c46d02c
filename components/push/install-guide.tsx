"use client";
import { Bell, type LucideIcon, Share, SquarePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Mark } from "../shell/mark";

/** How an iPhone puts the app on its home screen, with the very signs that it shows. */
export function InstallGuide() {
  const t = useTranslations("push");
  return (
    <ol className="flex flex-col gap-2.5">
      <Step n={1} sign={<Sign icon={Share} />} text={t("guideShare")} help={t("guideShareHelp")} />
      <Step n={2} sign={<Sign icon={SquarePlus} />} text={t("guideAdd")} help={t("guideAddHelp")} />
      <Step n={3} sign={<Mark size={40} />} text={t("guideOpen")} help={t("guideOpenHelp")} />
      <Step n={4} sign={<Sign icon={Bell} />} text={t("guideTurnOn")} />
    </ol>
  );
}

function Sign({ icon: Icon }: { icon: LucideIcon }) {
  return (
    <span className="flex size-10 shrink-0 items-center justify-center rounded-control bg-out-soft text-out">
      <Icon size={22} aria-hidden="true" />
    </span>
  );
}

export function Step({ n, sign, text, help }: { n: number; sign?: ReactNode; text: string; help?: string }) {
  return (
    <li className="flex items-center gap-3 rounded-control border border-line px-3 py-2.5">
      <span className="numeral w-4 shrink-0 text-center font-bold text-[18px] text-muted" aria-hidden="true">
        {n}
      </span>
      {sign}
      <span className="min-w-0 text-[14px]">
        <span className="block font-semibold">{text}</span>
        {help ? <span className="block text-[13px] text-muted">{help}</span> : null}
      </span>
    </li>
  );
}
