"use client";
import clsx from "clsx";
import { BellRing, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { onPushShown, testPush } from "@/hooks/push-device";
import { problemFrom } from "@/lib/http/fetch";
import type { Outcome } from "@/lib/push/vocabulary";
import { Button } from "../ui/button";
import { Spinner } from "../ui/spinner";

type Trouble = Exclude<Outcome, "accepted"> | "tooMany" | "lost";
/** Nothing is wrong here: it may do better in a while. */
const PASSING: readonly Trouble[] = ["failed", "paused", "tooMany", "lost"];
type Mark = "waiting" | "under way" | "done" | "failed";

/** How far the test has come: not asked · on its way to the service · taken by it · shown here. */
type Stage = "idle" | "sending" | "accepted" | "shown";
const STAGES: readonly Stage[] = ["sending", "accepted", "shown"];

/** Has one message sent to this device, and shows how far it has come. */
export function PushTest() {
  const t = useTranslations("push");
  const [stage, setStage] = useState<Stage>("idle");
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const seen = useRef(new Set<string>());
  const wanted = useRef<string | null>(null);

  useEffect(
    () =>
      onPushShown((id) => {
        // It may be here before the server's answer is.
        seen.current.add(id);
        if (id === wanted.current) setStage("shown");
      }),
    [],
  );

  async function test() {
    setTrouble(null);
    setStage("sending");
    wanted.current = null;
    try {
      const { id, outcome } = await testPush();
      wanted.current = id;
      if (outcome !== "accepted") return setTrouble(outcome);
      setStage(seen.current.has(id) ? "shown" : "accepted");
    } catch (error) {
      const { status } = problemFrom(error);
      setTrouble(status === 429 ? "tooMany" : status === 404 ? "gone" : "lost");
    }
  }

  const at = STAGES.indexOf(stage);
  const markOf = (step: number): Mark => {
    if (trouble && step === at) return "failed";
    if (step < at || stage === "shown") return "done";
    return step === at && step === 0
      ? "under way"
      : step === at
        ? "done"
        : step === at + 1
          ? "under way"
          : "waiting";
  };
  const busy = stage === "sending" && !trouble;
  const look = trouble && PASSING.includes(trouble) ? "text-called" : "text-danger";
  return (
    <div className="flex flex-col gap-3">
      <Button kind="main" size="medium" disabled={busy} onClick={test}>
        {busy ? <Spinner /> : <BellRing size={18} aria-hidden="true" />}
        {t(stage === "idle" ? "test" : "testAgain")}
      </Button>
      {stage === "idle" ? null : (
        <ol aria-label={t("testSteps")} className="flex flex-col gap-2 rounded-control bg-sunken px-4 py-3">
          <Step mark={markOf(0)} text={t("testSent")} />
          <Step mark={trouble ? "waiting" : markOf(1)} text={t("testAccepted")} />
          <Step mark={trouble ? "waiting" : markOf(2)} text={t("testShown")} />
        </ol>
      )}
      <p role="status" className="text-[13.5px] text-muted empty:hidden">
        {stage === "accepted" ? t("testWaiting") : stage === "shown" ? t("testWorks") : ""}
      </p>
      <p role="alert" className={clsx("font-medium text-[14px] empty:hidden", look)}>
        {trouble ? t(`testTrouble.${trouble}`) : ""}
      </p>
    </div>
  );
}

function Step({ mark, text }: { mark: Mark; text: string }) {
  const t = useTranslations("push");
  const look = clsx("shrink-0", mark === "done" && "text-free", mark === "failed" && "text-danger");
  const icons = {
    waiting: <CircleDashed size={18} aria-hidden="true" className="shrink-0 text-muted" />,
    "under way": <Spinner className="size-4.5! text-muted" />,
    done: <CircleCheck size={18} aria-hidden="true" className={look} />,
    failed: <CircleX size={18} aria-hidden="true" className={look} />,
  };
  const words = { waiting: "", "under way": t("stepUnderWay"), done: t("stepDone"), failed: t("stepFailed") };
  return (
    <li data-mark={mark} className="flex items-center gap-2.5 text-[14px]">
      {icons[mark]}
      <span className={mark === "waiting" ? "text-muted" : "font-semibold"}>{text}</span>
      <span className="sr-only">{words[mark]}</span>
    </li>
  );
}
