"use client";
import { Bell, BellOff, CircleCheck, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PushStanding } from "@/hooks/push-device";
import { usePushDevice } from "@/hooks/use-push-device";
import { Button } from "../ui/button";
import { Bone } from "../ui/skeleton";
import { Spinner } from "../ui/spinner";
import { DeniedHelp } from "./denied-help";
import { InstallButton } from "./install-button";
import { InstallGuide } from "./install-guide";
import { PushTest } from "./push-test";

/** Notices on this device: how they stand, in words, and the one thing to press. */
export function PushSection() {
  const t = useTranslations("push");
  const { standing, trouble, busy, turnOn, turnOff } = usePushDevice();
  if (standing === null) return <Waiting label={t("looking")} />;
  const looks: Record<PushStanding, ReactNode> = {
    unsupported: <Standing icon={BellOff} title={t("unsupported")} help={t("unsupportedHelp")} />,
    install: (
      <Standing icon={Bell} title={t("install")} help={t("installHelp")}>
        <InstallGuide />
      </Standing>
    ),
    denied: (
      <Standing icon={BellOff} title={t("denied")} help={t("deniedHelp")}>
        <DeniedHelp />
      </Standing>
    ),
    off: (
      <Standing icon={Bell} title={t("off")} help={t("offHelp")}>
        <Button kind="main" size="large" disabled={busy} onClick={turnOn}>
          {busy ? <Spinner /> : <Bell size={20} aria-hidden="true" />}
          {t(busy ? "turningOn" : "turnOn")}
        </Button>
      </Standing>
    ),
    on: (
      <Standing icon={CircleCheck} title={t("on")} help={t("onHelp")} good>
        <PushTest />
        <Button size="medium" disabled={busy} onClick={turnOff}>
          <BellOff size={18} aria-hidden="true" />
          {t("turnOff")}
        </Button>
      </Standing>
    ),
  };
  return (
    <div data-push={standing} className="flex flex-col gap-4">
      {looks[standing]}
      <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
        {trouble ? t(trouble) : ""}
      </p>
      <InstallButton />
    </div>
  );
}

function Standing({
  icon: Icon,
  title,
  help,
  good = false,
  children,
}: {
  icon: LucideIcon;
  title: string;
  help: string;
  good?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-3">
      <div role="status">
        <p className={`flex items-center gap-2 font-semibold text-[15px] ${good ? "text-free" : ""}`}>
          <Icon size={18} aria-hidden="true" className="shrink-0" />
          {title}
        </p>
        <p className="mt-1 text-[14px] text-muted">{help}</p>
      </div>
      {children}
    </div>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="sr-only">
        {label}
      </p>
      <Bone className="h-5 w-48" />
      <Bone className="h-10" />
      <Bone className="h-14 rounded-control!" />
    </div>
  );
}
