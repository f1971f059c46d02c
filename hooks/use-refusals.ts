import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Problem } from "../lib/http/fetch";
import { clockText } from "../lib/i18n/span-texts";
import { CLOCK } from "../lib/i18n/times";
import type { BoardChange } from "./board-cache";
import { isReading } from "./predict";
import { refusalOf } from "./refusal";
import { sayRefusal } from "./say-refusal";
import { usePageScope } from "./socket-context";

/** Why a change was not made, in one sentence with who was faster and when. */
export function useRefusalText(): (problem: Problem, name: string) => string {
  const t = useTranslations("refusals");
  const clock = useTranslations("time");
  const format = useFormatter();
  return (problem, name) => {
    const { key, values } = refusalOf(problem, name);
    const time = problem.at ? clockText(clock, format.dateTime(new Date(problem.at), CLOCK)) : "";
    return t(key, { ...values, time });
  };
}

/** Says what the server has refused, wherever the person is by then; mounted once. */
export function useRefusals(): void {
  const { outbox } = usePageScope();
  const text = useRefusalText();
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  });
  useEffect(
    () =>
      outbox.onRefused((problem: Problem, { name, opId, intention }: BoardChange) => {
        if (!isReading(intention)) sayRefusal(latest.current(problem, name), opId);
      }),
    [outbox],
  );
}
