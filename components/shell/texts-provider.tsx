"use client";
import { NextIntlClientProvider } from "next-intl";
import type { ComponentProps } from "react";

/** Texts, clock and time zone for everything below; nested, it overrides only what it is given. */
export function TextsProvider(props: ComponentProps<typeof NextIntlClientProvider>) {
  return <NextIntlClientProvider {...props} />;
}
