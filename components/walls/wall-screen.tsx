import { NextIntlClientProvider, useTranslations } from "next-intl";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { WallProgram } from "@/hooks/wall-program";
import { reloadPage } from "@/hooks/wall-reload";
import { WallBoard } from "./wall-board";
import { WallCode } from "./wall-code";
import { WallGuard } from "./wall-guard";
import { textsOf, type WallTexts } from "./wall-words";

/** The whole of a public screen: its board, or the place to type its code. */
export function WallScreen({ program, texts }: { program: WallProgram; texts: WallTexts }) {
  const look = useSyncExternalStore(program.subscribe, program.look);
  const { state, closed } = look.store;
  const { locale, messages } = useMemo(() => textsOf(texts, state?.club), [texts, state?.club]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={messages}
      timeZone={state?.club.timeZone ?? "America/Bogota"}
    >
      <WallGuard broken={<Sentence text="broken" />} onBroken={() => void reloadPage()}>
        {closed ? (
          <WallCode />
        ) : state ? (
          <WallBoard look={look} state={state} />
        ) : (
          <Sentence text="connecting" />
        )}
      </WallGuard>
    </NextIntlClientProvider>
  );
}

function Sentence({ text }: { text: "broken" | "connecting" }) {
  const t = useTranslations("wall");
  return (
    <main className="wall-waiting">
      <h1 className="mid" role="status">
        {t(text)}
      </h1>
    </main>
  );
}
