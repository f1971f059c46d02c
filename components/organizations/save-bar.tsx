"use client";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Spinner } from "../ui/spinner";

/** In reach of the thumb as long as something is not saved. `form`: the id of the form that it sends. */
export function SaveBar({ form, busy, onDiscard }: { form: string; busy: boolean; onDiscard: () => void }) {
  const t = useTranslations("club");
  return (
    <div className="border-line border-t bg-surface px-4 py-3 md:px-6">
      <div className="mx-auto flex max-w-4xl gap-2">
        <Button size="medium" onClick={onDiscard} disabled={busy}>
          {t("discard")}
        </Button>
        <Button
          kind="main"
          size="medium"
          type="submit"
          form={form}
          disabled={busy}
          className="flex-1 lg:flex-none"
        >
          {busy ? <Spinner /> : null}
          {t(busy ? "saving" : "save")}
        </Button>
      </div>
    </div>
  );
}
