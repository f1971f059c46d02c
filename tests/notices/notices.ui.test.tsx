// @vitest-environment jsdom
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveNotices } from "@/components/notices/live-notices";
import { NoticeBell } from "@/components/notices/notice-bell";
import { NoticeSettings } from "@/components/notices/notice-settings";
import type { KnownSettings, Notice } from "@/lib/notices/contract";
import { TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";
import { answering, begin, notice } from "./notice-page";
import "fake-indexeddb/auto";

let club: TestClub;
beforeEach(async () => {
  club = await TestClub.open();
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

const bell = () => screen.getByRole("button", { name: /^Avisos/ });
const live = () => waitFor(() => expect(club.server.clients).toHaveLength(1));
const tell = (notification: Notice, channels = ["app"]) =>
  act(() => {
    club.server.write("user", {
      event: "notification",
      data: { notification, channels, timestamp: notification.createdAt },
    });
  });

describe("the bell", () => {
  let kept: Notice[];
  let asked: ReturnType<typeof answering>;
  /** Says as the server does who has read what, on the stream and in the answer. */
  function read({ ids }: Record<string, unknown>) {
    const open = kept.filter(
      ({ id, readAt }) => readAt === null && (!Array.isArray(ids) || ids.includes(id)),
    );
    const timestamp = new Date().toISOString();
    kept = kept.map((one) => (open.includes(one) ? { ...one, readAt: timestamp } : one));
    const data = { ids: open.map(({ id }) => id), timestamp };
    club.server.write("user", { event: "notification:read", data });
    return { data: {}, cursors: { user: club.server.heads().user } };
  }
  const listed = () => ({
    data: kept,
    unread: kept.filter(({ readAt }) => readAt === null).length,
    nextCursor: null,
    cursors: { user: club.server.heads().user },
  });
  function open(unread: number, answers?: Parameters<typeof answering>[1]) {
    begin(club, { unread });
    asked = answering(
      /^\/api\/notifications/,
      answers ?? (({ method, body }) => (method === "POST" ? read(body) : listed())),
    );
    return render(
      <>
        <NoticeBell />
        <LiveNotices />
      </>,
      { wrapper: club.page() },
    );
  }

  it("[R-06] says how much is unread without asking, and shows it behind a tap, each with its way", async () => {
    kept = [
      notice(1),
      notice(2, { kind: "next", data: { listNumber: 2 }, readAt: new Date().toISOString() }),
    ];
    open(1);
    expect(bell()).toHaveAccessibleName("Avisos: 1 sin leer");
    expect(asked).toEqual([]);
    await userEvent.click(bell());
    const rows = await screen.findAllByRole("listitem");
    expect(rows[0]).toHaveTextContent(
      "Sin leer: Faltan 3 antes de tiEstás en el puesto 4 de Lista 1.hace 1 min",
    );
    expect(rows[1]).toHaveTextContent("Eres el siguiente");
    expect(within(rows[0] as HTMLElement).getByRole("link")).toHaveAttribute("href", "/turnos");
    expect(await violationsIn(document.body)).toEqual([]);
  });

  const told = () => asked.filter(({ method }) => method === "POST").map(({ body }) => body);
  const name = (text: string) => waitFor(() => expect(bell()).toHaveAccessibleName(text));

  it("[R-06] what is followed is read, and all of it by one tap", async () => {
    kept = [notice(1), notice(2), notice(3)];
    const until = kept[0]?.createdAt;
    open(3);
    await live();
    await userEvent.click(bell());
    await userEvent.click((await screen.findAllByRole("link"))[0] as HTMLElement);
    expect(bell()).toHaveAccessibleName("Avisos: 2 sin leer");
    await waitFor(() => expect(told()).toEqual([{ ids: [kept[0]?.id] }]));
    await waitFor(() => expect(club.server.heads().user?.seq).toBe(1));
    // The server's word counts nothing twice.
    await name("Avisos: 2 sin leer");
    await userEvent.click(bell());
    await userEvent.click(await screen.findByRole("button", { name: "Marcar todo como leído" }));
    expect(screen.getByText("Todo leído")).toBeInTheDocument();
    await waitFor(() => expect(told().at(-1)).toEqual({ all: true, until }));
    await name("Avisos");
  });

  it("[R-09] [R-06] read without a network is read at once, after a reload too, and told when it is back", async () => {
    kept = [notice(1), notice(2)];
    let away = true;
    const answers: Parameters<typeof answering>[1] = ({ method, body }) =>
      method === "GET" ? listed() : away ? "lost" : read(body);
    const first = open(2, answers);
    await userEvent.click(bell());
    await userEvent.click((await screen.findAllByRole("link"))[1] as HTMLElement);
    await name("Avisos: 1 sin leer");
    await waitFor(() => expect(told()).toHaveLength(1));
    first.unmount();
    open(2, answers);
    await name("Avisos: 1 sin leer");
    await userEvent.click(bell());
    const rows = await screen.findAllByRole("listitem");
    expect(rows[0]).toHaveTextContent("Sin leer:");
    expect(rows[1]).not.toHaveTextContent("Sin leer:");
    away = false;
    await waitFor(() => expect(club.server.heads().user?.seq).toBe(1), { timeout: 8_000 });
    expect(told().at(-1)).toEqual({ ids: [kept[1]?.id] });
    await name("Avisos: 1 sin leer");
  });

  it("[R-06] what arrives is counted and said; what was missed comes with its snapshot", async () => {
    kept = [];
    open(0);
    await live();
    tell(notice(0));
    await waitFor(() => expect(bell()).toHaveAccessibleName("Avisos: 1 sin leer"));
    await screen.findByText("Faltan 3 antes de ti");
    // An entry that never came: the page asks for all of it.
    kept = [notice(0), notice(1), notice(2)];
    club.server.write("user", { deliver: false });
    club.server.write("user", { deliver: false });
    act(() => void club.server.askHeads());
    await waitFor(() => expect(bell()).toHaveAccessibleName("Avisos: 3 sin leer"));
  });

  it("says many at once in one breath, an old one not at all, and none that he wants to hear in no way", async () => {
    kept = [];
    open(0);
    await live();
    tell(notice(20, { kind: "near", data: { listNumber: 1, position: 9 } }));
    tell(
      notice(0, {
        kind: "turn_corrected",
        data: { turnId: "t", caddieId: "c", startedAt: "", fields: ["holes"], by: "Ana" },
      } as Partial<Notice>),
      [],
    );
    tell(notice(1, { kind: "next", data: { listNumber: 2 } }));
    tell(notice(2, { kind: "called", data: { listNumber: 2, by: "Ana" } } as Partial<Notice>));
    await screen.findByText(/^Ana te llama en Lista 2\. Y 1 aviso más\.$/);
    expect(screen.queryByText("Faltan 8 antes de ti")).toBeNull();
    expect(screen.queryByText("Corrigieron un turno tuyo")).toBeNull();
    expect(bell()).toHaveAccessibleName("Avisos: 4 sin leer");
  });

  it("says what to do where there is nothing, and where nothing could be had", async () => {
    kept = [];
    let away = true;
    open(0, () => (away ? "lost" : { data: [], unread: 0, nextCursor: null, cursors: {} }));
    await userEvent.click(bell());
    await screen.findByText("No se pudieron cargar los avisos");
    away = false;
    await userEvent.click(screen.getByRole("button", { name: "Probar otra vez" }));
    await screen.findByText("Todavía no hay avisos");
  });

  it("shows older ones when asked", async () => {
    open(0, ({ path }) => ({
      data: [path.includes("cursor") ? notice(2) : notice(1)],
      unread: 2,
      nextCursor: path.includes("cursor") ? null : "more",
      cursors: {},
    }));
    await userEvent.click(bell());
    await userEvent.click(await screen.findByRole("button", { name: "Ver más antiguos" }));
    await waitFor(() => expect(screen.getAllByRole("listitem")).toHaveLength(2));
    expect(screen.queryByRole("button", { name: "Ver más antiguos" })).toBeNull();
  });
});

describe("how one is told", () => {
  const PROPOSED: KnownSettings = { own: {}, club: { nearAt: 4 } };
  function open(scope: "own" | "club", answers: Parameters<typeof answering>[1]) {
    begin(club);
    const asked = answering(/^\/api\/notifications/, answers);
    render(<NoticeSettings scope={scope} />, { wrapper: club.page() });
    return asked;
  }
  const near = () => screen.findByLabelText("Avisar cuando falten");

  it("[R-06] shows what the club proposes, and keeps what one chooses at once", async () => {
    const asked = open("own", ({ method }) => ({ data: method === "GET" ? PROPOSED : {} }));
    expect(await near()).toHaveDisplayValue("Como el club: 4");
    await userEvent.selectOptions(await near(), "2");
    await screen.findByText("Guardado.");
    await userEvent.click(screen.getByText("Soy el siguiente"));
    const next = screen.getByText("Soy el siguiente").closest("li") as HTMLElement;
    await userEvent.click(within(next).getByLabelText("Con sonido"));
    expect(asked.at(-1)?.body).toEqual({
      nearAt: 2,
      channels: { next: ["app", "sound", "desktop", "push"] },
    });
    await userEvent.click(within(next).getByRole("button", { name: "Como el club" }));
    expect(asked.at(-1)?.body).toEqual({ nearAt: 2 });
    await userEvent.click(screen.getByLabelText("Elegir"));
    expect(asked.at(-1)?.body).toEqual({ nearAt: 2, quiet: { from: "20:00", to: "05:00" } });
    expect(await violationsIn(document.body)).toEqual([]);
  });

  it("[R-06] follows another device and the club; what could not be kept is shown as it holds", async () => {
    open("own", ({ method }) => (method === "GET" ? { data: PROPOSED } : "lost"));
    await near();
    await live();
    const settings = (scope: string, choices: object) =>
      act(() => {
        club.server.write("user", {
          event: "notification:settings",
          data: { scope, choices, timestamp: new Date().toISOString() },
        });
      });
    settings("club", { nearAt: 7 });
    await screen.findByDisplayValue("Como el club: 7");
    settings("own", { nearAt: 6 });
    await screen.findByDisplayValue("Faltan 6");
    await userEvent.selectOptions(await near(), "2");
    await screen.findByText(/^No se pudo guardar/);
    await screen.findByDisplayValue("Como el club: 4");
  });

  it("an admin chooses for the club", async () => {
    const asked = open("club", ({ method }) => ({ data: method === "GET" ? PROPOSED : {} }));
    await userEvent.selectOptions(await near(), "5");
    expect(asked.at(-1)).toMatchObject({
      method: "PUT",
      path: "/api/notifications/defaults",
      body: { nearAt: 5 },
    });
  });

  it("says so where it could not be loaded", async () => {
    let away = true;
    open("own", () => (away ? 403 : { data: PROPOSED }));
    await screen.findByText("No se pudo cargar cómo avisarte");
    away = false;
    await userEvent.click(screen.getByRole("button", { name: "Probar otra vez" }));
    await near();
  });
});
