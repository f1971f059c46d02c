import { Delete, LandPlot } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { apiFetch, problemFrom } from "@/lib/http/fetch";
import { CODE_LENGTH, CODE_SIGNS, tidyCode } from "@/lib/walls/vocabulary";

type Trouble = "codeWrong" | "codeTooMany" | "codeUnreachable";

/** Keys in a row of the keypad; the arrows of a remote go by it. */
const IN_A_ROW = 5;
const ERASE = "erase";
const KEYS = [...CODE_SIGNS, ERASE];

/** Becomes the screen behind this code. @returns what went wrong */
async function openWith(code: string): Promise<Trouble | null> {
  try {
    await apiFetch("/api/wall", { method: "POST", body: { code } });
    return null;
  } catch (error) {
    const { status } = problemFrom(error);
    if (status === 429) return "codeTooMany";
    return status === 404 || status === 422 ? "codeWrong" : "codeUnreachable";
  }
}

/** A code in the page's own address, so that whoever set the television up has nothing to type. */
function codeInAddress(): string {
  const given = tidyCode(new URLSearchParams(window.location.search).get("codigo") ?? "");
  return [...given]
    .filter((sign) => CODE_SIGNS.includes(sign))
    .join("")
    .slice(0, CODE_LENGTH);
}

/** A page of its own again, and the code out of its address: it is worth nothing any more. */
const loadBoard = () => window.location.replace("/tablero");

/** Where a television is given its code: by keyboard, by a remote's arrows, or by touch. */
export function WallCode({ onOpen = loadBoard }: { onOpen?: () => void }) {
  const t = useTranslations("wall");
  const [code, setCode] = useState(codeInAddress);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const pad = useRef<HTMLFieldSetElement>(null);

  const press = useCallback(
    (key: string) => {
      if (busy) return;
      setTrouble(null);
      setCode((before) => (key === ERASE ? before.slice(0, -1) : (before + key).slice(0, CODE_LENGTH)));
    },
    [busy],
  );

  useEffect(() => {
    if (code.length < CODE_LENGTH) return;
    setBusy(true);
    void openWith(code).then((wrong) => {
      if (wrong === null) return onOpen();
      setTrouble(wrong);
      setBusy(false);
      if (wrong === "codeWrong") setCode("");
    });
  }, [code, onOpen]);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const sign = event.key.toUpperCase();
      if (event.key === "Backspace" || event.key === "Delete") press(ERASE);
      else if (sign.length === 1 && CODE_SIGNS.includes(sign) && !event.ctrlKey && !event.metaKey)
        press(sign);
      else if (moveFocus(pad.current, event.key)) event.preventDefault();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [press]);

  return (
    <main className="wall-code">
      <div className="asks">
        <span className="mark">
          <LandPlot aria-hidden="true" />
        </span>
        <h1 className="mid">{t("codeTitle")}</h1>
        <p className="small muted">{t("codeHelp")}</p>
        <p className="boxes" role="status" aria-label={t("codeLabel", { code: [...code].join(" ") })}>
          {Array.from({ length: CODE_LENGTH }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places of a code never move.
            <span key={i} className={i === code.length ? "mid box is-next" : "mid box"} aria-hidden="true">
              {code[i] ?? ""}
            </span>
          ))}
        </p>
        <p className="small trouble" role="alert">
          {trouble ? t(trouble) : busy ? t("codeBusy") : ""}
        </p>
      </div>
      <fieldset className="pad" ref={pad} aria-label={t("keys")}>
        {KEYS.map((key, i) => (
          <button
            key={key}
            type="button"
            // biome-ignore lint/a11y/noAutofocus: a remote's arrows need a place to begin at, and there is nothing else here.
            autoFocus={i === 0}
            className={key === ERASE ? "small erase" : "mid"}
            onClick={() => press(key)}
          >
            {key === ERASE ? <Delete aria-hidden="true" /> : null}
            {key === ERASE ? t("erase") : key}
          </button>
        ))}
      </fieldset>
    </main>
  );
}

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -IN_A_ROW,
  ArrowDown: IN_A_ROW,
};

/** Televisions have four arrows and OK. @returns whether this was one of them */
function moveFocus(pad: HTMLElement | null, key: string): boolean {
  const step = STEPS[key];
  if (step === undefined || !pad) return false;
  const buttons = [...pad.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const to = at < 0 ? 0 : Math.min(buttons.length - 1, Math.max(0, at + step));
  buttons[to]?.focus();
  return true;
}
