import "./old-browsers";
import "./wall.css";
import "./wall-board.css";
import { createTranslator } from "next-intl";
import { createRoot } from "react-dom/client";
import { WallProgram } from "@/hooks/wall-program";
import { reloadPage } from "@/hooks/wall-reload";
import type { WallBoot } from "@/hooks/wall-store";
import type { Catalogue } from "@/lib/i18n/catalogue";
import type { Locale } from "@/lib/users/vocabulary";
import { fitScreen } from "./fit-screen";
import { WallScreen } from "./wall-screen";
import { callWords } from "./wall-words";

/** What stands in the page beside the program. */
interface PageData {
  boot: WallBoot;
  /** Parsed texts of both languages, as far as a screen needs them. */
  messages: Record<Locale, Catalogue>;
}

const data: PageData = JSON.parse(document.getElementById("datos")?.textContent ?? "{}");
const texts = (locale: Locale) =>
  createTranslator({ locale, messages: data.messages[locale], namespace: "wall" });

const program = new WallProgram({
  boot: data.boot,
  words: (text, { state }) => callWords(text, state, texts),
  reload: () => void reloadPage(),
});
fitScreen();
program.start();
const root = document.getElementById("tablero");
if (root) createRoot(root).render(<WallScreen program={program} messages={data.messages} />);
