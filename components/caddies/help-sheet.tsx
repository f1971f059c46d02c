"use client";
import { useTranslations } from "next-intl";
import { Sheet } from "../ui/sheet";

const KEYS = [
  ["E", "send"],
  ["Z", "undo"],
  ["/", "search"],
  ["↑ ↓", "walk"],
  ["← →", "columns"],
  ["?", "help"],
] as const;

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("keys");
  const menu = useTranslations("menu");
  return (
    <Sheet title={t("title")} closeLabel={menu("close")} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3">
        {KEYS.map(([key, text]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-flex min-h-8 min-w-8 items-center justify-center rounded-lg border border-line bg-sunken px-2 font-sans font-semibold text-[14px]">
                {key}
              </kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
