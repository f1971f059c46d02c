"use client";
import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { latePart } from "../ui/late-part";
import { Bone } from "../ui/skeleton";
import type { OutlookCardProps } from "./outlook-card";

const { Late, usePreloaded } = latePart<OutlookCardProps>(
  () => import("./outlook-card").then((m) => m.OutlookCard),
  OutlookOffline,
  () => <Bone className="mt-3 h-36 rounded-card!" />,
);

function OutlookOffline() {
  const t = useTranslations("outlook");
  return <p className="mt-3 px-1 text-[14px] text-muted">{t("offline")}</p>;
}

/** The question; who asks it gets the card. Its code comes after the page, its data when it is asked for. */
export function LateOutlook(props: OutlookCardProps) {
  const t = useTranslations("outlook");
  const [asked, setAsked] = useState(false);
  usePreloaded();
  if (asked) return <Late {...props} />;
  return (
    <Button size="medium" className="mt-3 w-full" onClick={() => setAsked(true)}>
      <Hourglass size={18} aria-hidden="true" />
      {t("title")}
    </Button>
  );
}
