// @vitest-environment jsdom
import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createTranslator } from "next-intl";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WallCode } from "@/components/walls/wall-code";
import { WallScreen } from "@/components/walls/wall-screen";
import { callWords, textsOf, type WallTexts } from "@/components/walls/wall-words";
import { WallProgram } from "@/hooks/wall-program";
import type { WallBoot } from "@/hooks/wall-store";
import { catalogueOf, OVERLAYS } from "@/lib/i18n/catalogue";
import type { WallState } from "@/lib/walls/contract";
import { violationsIn } from "../ui/accessibility";
import { renderWithTexts } from "../ui/render";
import { busyList, onWall, wallState } from "./wall-fixture";

const texts: WallTexts = {
  es: { texts: catalogueOf("es"), overlays: OVERLAYS.es },
  en: { texts: catalogueOf("en"), overlays: OVERLAYS.en },
};
/** What the server answers to a poll; null: nobody answers. */
let answer: WallState | "closed" | null;
const clock = { ran: 0, steady: () => clock.ran, date: () => clock.ran };
let reloads: number;
let programs: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout"] });
  answer = null;
  clock.ran = 0;
  reloads = 0;
  programs = [];
  vi.stubGlobal("fetch", async () => {
    if (answer === null) throw new TypeError("fetch failed");
    if (answer === "closed") return Response.json({ code: "UNAUTHENTICATED" }, { status: 401 });
    return Response.json({ data: answer });
  });
});
afterEach(() => {
  for (const stop of programs) stop();
  vi.useRealTimers();
});

function open(boot: Partial<WallBoot> = {}) {
  const program = new WallProgram({
    boot: { build: "none", state: wallState(), closed: false, live: false, ...boot },
    words: (text, { state }) =>
      callWords(text, state, (club) => createTranslator({ ...textsOf(texts, club), namespace: "wall" })),
    reload: () => reloads++,
    clocks: clock,
  });
  const view = render(<WallScreen program={program} texts={texts} />);
  programs.push(program.start());
  return view;
}

/** So many seconds of the screen's life, one after the other. */
async function pass(seconds: number): Promise<void> {
  for (let n = 0; n < seconds; n++) {
    clock.ran += 1_000;
    await act(async () => {
      await vi.advanceTimersByTimeAsync(1_000);
    });
  }
}

describe("a public screen", () => {
  it("shows who is called, who follows, who is out and who went last, in the club's time; axe finds nothing", async () => {
    answer = wallState();
    const { container } = open();
    await pass(1);
    const called = within(screen.getByRole("region", { name: "Llamado ahora" }));
    expect(called.getByText("Alejandro Ríos")).toBeVisible();
    const next = screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(next).toContain("1Jhon Fredy Zapata");
    expect(screen.getByText("En campo · 9")).toBeVisible();
    expect(screen.getByText(/Últimos: Hernán D. 10:34 · Yeison C. 10:27/)).toBeVisible();
    expect(screen.getByText("10:42")).toBeVisible();
    expect(screen.getByText("31 en la cola")).toBeVisible();
    vi.useRealTimers();
    expect(await violationsIn(container)).toEqual([]);
  });

  it("says in the largest letters how old it is when nobody tells it anything, and is well again by itself", async () => {
    open();
    await pass(20);
    expect(screen.queryByText(/Datos de hace/)).toBeNull();
    await pass(10);
    expect(screen.getByText("Datos de hace 30 s")).toBeVisible();
    expect(screen.getByRole("alert")).toHaveTextContent("Sin conexión");
    await pass(60);
    expect(screen.getByText("Datos de hace 1 min")).toBeVisible();
    answer = wallState({ asOf: "2026-11-20T15:45:00.000Z", lists: [onWall(1)] });
    await pass(12);
    expect(screen.queryByText(/Datos de hace/)).toBeNull();
    expect(screen.getAllByText("No hay nadie en la cola")).toHaveLength(1);
  });

  it("shows a wrong clock of the television nowhere", async () => {
    answer = wallState();
    const date = vi.spyOn(Date, "now").mockReturnValue(0);
    open();
    await pass(3);
    expect(screen.getByText("10:42")).toBeVisible();
    expect(screen.queryByText(/Datos de hace/)).toBeNull();
    date.mockRestore();
  });

  it("leaves nothing of the club when it was taken away", async () => {
    open();
    answer = "closed";
    await pass(6);
    expect(screen.getByRole("heading", { name: "Escribe el código de esta pantalla" })).toBeVisible();
    expect(document.body.textContent).not.toContain("Zapata");
    expect(document.body.textContent).not.toContain("Rodeo");
  });

  it("speaks the club's language from one moment to the next, and writes numbers as such", async () => {
    answer = wallState({
      club: { ...wallState().club, language: "en", privacy: "numbers" },
      lists: [onWall(1, { next: [{ key: "a", text: "17" }], waiting: 1 })],
    });
    open();
    await pass(6);
    expect(screen.getByText("Up next")).toBeVisible();
    expect(screen.getByRole("heading", { name: "List 1" })).toBeVisible();
    expect(screen.getAllByText("No. 17")).not.toHaveLength(0);
  });

  it("speaks the club's words from one moment to the next, aloud too", async () => {
    const { club } = wallState();
    const words = { ...club.words, course: "cancha", tee: "tee" } as const;
    open();
    expect(screen.getByText("En campo · 9")).toBeVisible();
    answer = wallState({ club: { ...club, words } });
    await pass(6);
    expect(screen.getByText("En cancha · 9")).toBeVisible();
    const say = (state: WallState) =>
      callWords("Ana", state, (of) => createTranslator({ ...textsOf(texts, of), namespace: "wall" })).text;
    expect([say(wallState()), say(answer)]).toEqual(["Ana, a la salida.", "Ana, al tee."]);
  });

  it("shows a group by their names, and counts whom there is no room for", async () => {
    const since = "2026-11-20T15:41:30.000Z";
    const now = ["Ana", "Berta", "Carla", "Dora", "Elsa"].map((text) => ({
      key: text,
      text,
      since,
      gone: false,
    }));
    answer = wallState({ lists: [{ ...busyList(), now }] });
    open();
    await pass(6);
    expect(screen.getByText("Dora")).toBeVisible();
    expect(screen.queryByText("Elsa")).toBeNull();
    expect(screen.getByText("y 1 más")).toBeVisible();
  });

  it("loads a new program in a quiet minute, never while somebody is called", async () => {
    answer = wallState({ build: "newer" });
    open();
    await pass(90);
    expect(reloads).toBe(0);
    answer = wallState({ build: "newer", lists: [onWall(1)] });
    await pass(70);
    expect(reloads).toBe(1);
  });

  it("loads itself anew at once when it cannot read what it is told", async () => {
    answer = { ...wallState(), shape: 2 } as unknown as WallState;
    open();
    await pass(8);
    expect(reloads).toBe(1);
  });

  it("turns through announcements", async () => {
    const announcements = ["Mañana torneo", "Reunión a las 4"].map((text) => ({
      key: text,
      text,
      urgent: false,
      listNumber: null,
    }));
    answer = wallState({ announcements });
    open({ state: answer });
    expect(screen.getByText("Mañana torneo")).toBeVisible();
    await pass(11);
    expect(screen.getByText("Reunión a las 4")).toBeVisible();
  });
});

describe("the code of a screen", () => {
  beforeEach(() => void vi.useRealTimers());
  const typed = () => screen.getByRole("status").getAttribute("aria-label");

  it("is typed by keyboard, by touch or with a remote's arrows; axe finds nothing", async () => {
    const { container } = renderWithTexts(<WallCode onOpen={() => undefined} />);
    const user = userEvent.setup();
    await user.keyboard("ac0");
    expect(typed()).toBe("Código: A C");
    await user.keyboard("{Backspace}");
    await user.click(screen.getByRole("button", { name: "D" }));
    expect(typed()).toBe("Código: A D");
    screen.getByRole("button", { name: "A" }).focus();
    await user.keyboard("{ArrowRight}{ArrowDown}{Enter}");
    expect(typed()).toBe("Código: A D J");
    expect(await violationsIn(container)).toEqual([]);
  });

  it("opens the screen with its last sign, and says what was wrong", async () => {
    const opened = vi.fn();
    renderWithTexts(<WallCode onOpen={opened} />);
    const answers = [
      Response.json({ code: "NOT_FOUND" }, { status: 404 }),
      Response.json({ code: "RATE_LIMITED" }, { status: 429 }),
      Response.json({ data: { wallId: "w" } }),
    ];
    const sent: unknown[] = [];
    vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
      sent.push(JSON.parse(String(init.body)));
      return answers.shift();
    });
    const user = userEvent.setup();
    await user.keyboard("acdefh");
    expect(await screen.findByText("Ese código no existe o ya venció. Pide uno nuevo.")).toBeVisible();
    expect(typed()).toBe("Código: ");
    await user.keyboard("acdefj");
    expect(await screen.findByText(/Demasiados intentos/)).toBeVisible();
    await user.keyboard("{Backspace}k");
    await vi.waitFor(() => expect(opened).toHaveBeenCalledOnce());
    expect(sent).toEqual([{ code: "ACDEFH" }, { code: "ACDEFJ" }, { code: "ACDEFK" }]);
  });
});
