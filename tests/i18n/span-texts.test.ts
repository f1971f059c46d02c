import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { catalogueOf } from "@/lib/i18n/catalogue";
import { clockText } from "@/lib/i18n/span-texts";
import type { Locale } from "@/lib/users/vocabulary";

const clock = (locale: Locale, time: string) =>
  clockText(createTranslator({ locale, messages: catalogueOf(locale), namespace: "time" }), time);

test("Spanish says la 01:05, and las of every other hour", () => {
  expect(["01:05", "00:30", "10:15", "13:05"].map((time) => clock("es", time))).toEqual([
    "la 01:05",
    "las 00:30",
    "las 10:15",
    "las 13:05",
  ]);
  expect(clock("en", "01:05")).toBe("01:05");
});
