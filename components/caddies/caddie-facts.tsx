"use client";
import { Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "../ui/avatar";
import { buttonLook } from "../ui/button";
import type { ListView, RowView } from "./board-view";
import { RowMarks } from "./row-marks";
import { StatusMark } from "./status-mark";
import { useCaddieTexts } from "./use-caddie-texts";

/** Who he is and how he stands now. `phone` undefined: the viewer may not know it. */
export function CaddieFacts({
  row,
  list,
  now,
  phone,
  wallNumber = null,
  actions,
}: {
  row: RowView;
  list: ListView;
  now: number;
  phone: string | null | undefined;
  wallNumber?: number | null;
  actions: ReactNode;
}) {
  const t = useTranslations("caddie");
  const texts = useCaddieTexts(now);
  const { caddie, position } = row;
  const sentence =
    caddie.status === "Disponible"
      ? texts.waits(caddie)
      : caddie.status === "En campo"
        ? `${texts.left(caddie)} · ${texts.timeOut(caddie)}`
        : texts.awaySince(caddie);
  return (
    <section aria-label={t("data")} className="rounded-card border border-line bg-surface p-5">
      <div className="flex flex-wrap items-center gap-4">
        <Avatar name={caddie.name} of={caddie.id} size="large" tone="brand" />
        {/* What does not fit beside the name goes below it. */}
        <div className="min-w-44 flex-1">
          <h2 className="numeral font-bold text-[21px] leading-7">{caddie.name}</h2>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-[13.5px] text-muted">
            <StatusMark status={caddie.status} />
            {sentence}
            <RowMarks row={row} />
          </p>
        </div>
        {actions}
      </div>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 border-line border-t pt-4 sm:grid-cols-3">
        <Fact name={t("list")}>{list.name}</Fact>
        <Fact name={t("place")}>
          {position === null ? t("noPlace") : t("placeOf", { n: position, total: list.queue.length })}
        </Fact>
        {wallNumber === null ? null : <Fact name={t("onWall")}>{t("wallNumber", { n: wallNumber })}</Fact>}
        {phone === undefined ? null : (
          <Fact name={t("phone")}>
            {phone === null ? (
              t("noPhone")
            ) : (
              <a
                href={`tel:${phone.replace(/[^+\d]/g, "")}`}
                className={buttonLook({ className: "mt-1 whitespace-nowrap px-3!" })}
              >
                <Phone size={16} aria-hidden="true" />
                {phone}
              </a>
            )}
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[13px] text-muted">{name}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
