import "./old-browsers";
import "./wall.css";
import "./wall-board.css";
import { createTranslator } from "next-intl";
import { createRoot } from "react-dom/client";
import { WallProgram } from "@/hooks/wall-program";
import { reloadPage } from "@/hooks/wall-reload";
import type { WallBoot } from "@/hooks/wall-store";
import { fitScreen } from "./fit-screen";
import { WallScreen } from "./wall-screen";
import { callWords, textsOf, type WallTexts } from "./wall-words";

/** What stands in the page beside the program. */
interface PageData {
  boot: WallBoot;
  /** Parsed, as far as a screen needs them. */
  texts: WallTexts;
}

const data: PageData = JSON.parse(document.getElementById("datos")?.textContent ?? "{}");
const texts = (club: Parameters<typeof textsOf>[1]) =>
  createTranslator({ ...textsOf(data.texts, club), namespace: "wall" });

const program = new WallProgram({
  boot: data.boot,
  words: (text, { state }) => callWords(text, state, texts),
  reload: () => void reloadPage(),
});
fitScreen();
program.start();
const root = document.getElementById("tablero");
if (root) createRoot(root).render(<WallScreen program={program} texts={data.texts} />);
