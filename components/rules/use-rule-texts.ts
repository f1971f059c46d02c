"use client";
import { useTranslations } from "next-intl";
import type { NoShowTo, Rules } from "@/lib/rules/vocabulary";

const LABELS = {
  orderMode: "orderMode",
  returnTo: "returnTo",
  lateTo: "lateTo",
  absentTo: "absentTo",
  noShowTo: "noShowTo",
  skipTo: "skipTo",
  maxTurnsPerDay: "maxTurnsPerDay",
  callAt: "callAt",
  callsFirst: "callsFirst",
  expectedMinutes: "expectedMinutes",
} as const satisfies Record<keyof Rules, string>;

const ORDERS = {
  rotation: "order_rotation",
  ascending: "order_ascending",
  descending: "order_descending",
  draw: "order_draw",
  manual: "order_manual",
} as const satisfies Record<Rules["orderMode"], string>;

const ORDER_HELP = {
  rotation: "order_rotationHelp",
  ascending: "order_byNameHelp",
  descending: "order_byNameHelp",
  draw: "order_drawHelp",
  manual: "order_manualHelp",
} as const satisfies Record<Rules["orderMode"], string>;

const GOES = {
  end: "goes_end",
  front: "goes_front",
  kept: "goes_kept",
  after_present: "goes_after_present",
  absent: "goes_absent",
} as const;

/** A club's rules in plain words: the beginning of each sentence, and its end. */
export function useRuleTexts() {
  const t = useTranslations("listRules");
  const back = (to: NoShowTo) => (typeof to === "object" ? t("placesBack", { n: to.places }) : t(GOES[to]));

  /** The end of the sentence. */
  function endOf(rules: Rules, field: keyof Rules): string {
    switch (field) {
      case "orderMode":
        return t(ORDERS[rules.orderMode]);
      case "returnTo":
        return t(GOES[rules.returnTo]);
      case "lateTo":
        return t(GOES[rules.lateTo]);
      case "absentTo":
        return t(GOES[rules.absentTo]);
      case "noShowTo":
        return back(rules.noShowTo);
      case "skipTo":
        return back(rules.skipTo);
      case "maxTurnsPerDay":
        return rules.maxTurnsPerDay === null ? t("noLimit") : t("atMost", { n: rules.maxTurnsPerDay });
      case "callAt":
        return rules.callAt ?? t("callAtNone");
      case "callsFirst":
        return t(rules.callsFirst ? "calls" : "sends");
      case "expectedMinutes":
        return t("rounds", { short: rules.expectedMinutes[9], long: rules.expectedMinutes[18] });
      default:
        return field satisfies never;
    }
  }
  return {
    labelOf: (field: keyof Rules) => LABELS[field],
    endOf,
    /** What the close of a day does by it. */
    orderHelpOf: ({ orderMode }: Rules) => t(ORDER_HELP[orderMode]),
  };
}
