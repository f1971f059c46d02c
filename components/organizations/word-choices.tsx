"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import {
  CLUB_WORDS,
  type ClubWord,
  type ClubWords,
  CONCEPTS,
  wordsInOrder,
} from "@/lib/organizations/vocabulary";
import { Card } from "../ui/card";
import { Choice } from "../ui/choice";

/** A club's words in one line, each as it is written alone. */
export function useSaidWords(): (words: ClubWords) => string {
  const t = useTranslations("glossary.words");
  return (words) =>
    wordsInOrder(words)
      .map((word) => t(word))
      .join(", ");
}

/** What the club calls its things, one of a few words each. `children`: what is to be said about the choice. */
export function WordChoices({
  words,
  onChange,
  children,
}: {
  words: ClubWords;
  onChange: (words: ClubWords) => void;
  children: ReactNode;
}) {
  const t = useTranslations("glossary");
  return (
    <Card title={t("title")}>
      <p className="-mt-2 text-[13px] text-muted">{t("help")}</p>
      {CONCEPTS.map((concept) => (
        <Choice<ClubWord>
          key={concept}
          label={t(`concepts.${concept}`)}
          value={words[concept]}
          options={CLUB_WORDS[concept].map((value) => ({ value, label: t(`words.${value}`) }))}
          onChange={(word) => onChange({ ...words, [concept]: word })}
        />
      ))}
      {children}
    </Card>
  );
}
