// @vitest-environment jsdom
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AnnouncementsPage } from "@/components/announcements/announcements-page";
import { LiveNotices } from "@/components/notices/live-notices";
import type { SentAnnouncement } from "@/lib/announcements/contract";
import { announcement, answering, begin } from "../notices/notice-page";
import { setOnline, TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";

let club: TestClub;
beforeEach(async () => {
  club = await TestClub.open();
});
afterEach(async () => {
  await club.server.close();
  vi.unstubAllGlobals();
});

const shown = () =>
  [...document.querySelectorAll("[data-announcement]")].map((card) => card.textContent ?? "");
const live = () => waitFor(() => expect(club.server.clients).toHaveLength(1));
const said = (n: number, message: string, more: object = {}) => {
  const { createdAt: timestamp, ...data } = announcement(n, message);
  return { event: "system:announcement", data: { ...data, timestamp, audience: 40, ...more } };
};
const understood = () => userEvent.click(screen.getByRole("button", { name: "Entendido" }));

describe("the banner", () => {
  function open(...announcements: ReturnType<typeof announcement>[]) {
    begin(club, { announcements });
    answering(/^\/api\/notifications/, () => ({
      ...{ data: [], unread: 0, nextCursor: null },
      cursors: club.server.heads(),
    }));
    const asked = answering(/^\/api\/announcements/, ({ method }) =>
      method === "GET" ? { data: [], cursors: club.server.heads() } : null,
    );
    render(<LiveNotices />, { wrapper: club.page() });
    return asked;
  }

  it("[R-07] shows one after the other, the most urgent first; understood is read", async () => {
    const urgent = announcement(2, "Tormenta: todos adentro", { type: "urgent" });
    const asked = open(announcement(1, "Torneo el sábado"), urgent);
    expect(screen.getByRole("alert")).toHaveTextContent("Tormenta: todos adentro");
    expect(shown()).toHaveLength(1);
    screen.getByText("Falta 1 más");
    expect(await violationsIn(document.body)).toEqual([]);
    await understood();
    expect(shown()[0]).toContain("Torneo el sábado");
    await waitFor(() =>
      expect(asked[0]).toMatchObject({ method: "POST", path: `/api/announcements/${urgent.id}/read` }),
    );
    await understood();
    expect(shown()).toEqual([]);
  });

  it("[R-07] [R-09] understood without a network is gone at once, and told when the network is back", async () => {
    const asked = open(announcement(1, "Torneo el sábado"));
    await live();
    act(() => setOnline(false));
    await understood();
    expect(shown()).toEqual([]);
    expect(asked).toEqual([]);
    act(() => setOnline(true));
    const path = `/api/announcements/${announcement(1, "").id}/read`;
    await waitFor(() => expect(asked).toEqual([expect.objectContaining({ method: "POST", path })]));
    expect(shown()).toEqual([]);
  });

  it("[R-07] comes, waits its turn, and goes by itself; its text is never anything but text", async () => {
    open();
    await live();
    act(() => void club.server.write("org", said(3, "<b>Uno</b>")));
    await waitFor(() => expect(shown()[0]).toContain("<b>Uno</b>"));
    act(() => void club.server.write("list-1", said(2, "Dos", { listNumber: 1 })));
    await screen.findByText("Falta 1 más");
    expect(shown()[0]).toContain("Dos");
    const { id } = announcement(2, "Dos");
    const by = { id: announcement(99, "").author.id, name: "Ana" };
    act(
      () =>
        void club.server.write("list-1", {
          event: "announcement:withdrawn",
          data: { announcementId: id, timestamp: new Date().toISOString(), by },
        }),
    );
    await waitFor(() => expect(shown()[0]).toContain("<b>Uno</b>"));
  });

  it("does not show what has expired", () => {
    open(announcement(1, "De ayer", { expiresAt: "2020-01-01T00:00:00.000Z" }), announcement(2, "De hoy"));
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toContain("De hoy");
  });
});

describe("the page of the announcements", () => {
  const sent = (n: number, message: string, more: Partial<SentAnnouncement> = {}): SentAnnouncement => ({
    ...announcement(n, message),
    audience: 40,
    readCount: 34,
    withdrawnAt: null,
    ...more,
  });
  function open(answers: Parameters<typeof answering>[1]) {
    begin(club);
    const asked = answering(/^\/api\/announcements/, answers);
    render(<AnnouncementsPage />, { wrapper: club.page() });
    return asked;
  }
  const send = () => userEvent.click(screen.getByRole("button", { name: "Anunciar" }));

  it("[R-07] says it to whom and for how long one chose, and shows before how it will look", async () => {
    const asked = open(({ method }) => (method === "GET" ? { data: [], nextCursor: null } : { data: {} }));
    await screen.findByText("Todavía no hay anuncios");
    await send();
    screen.getByText("Escribe el mensaje.");
    await userEvent.type(screen.getByLabelText("Mensaje"), "Salida a las 6:30");
    expect(shown()[0]).toContain("Salida a las 6:30");
    await userEvent.click(screen.getByLabelText("Urgente"));
    await userEvent.selectOptions(screen.getByLabelText("Para"), "2");
    await userEvent.selectOptions(screen.getByLabelText("Se muestra durante"), "untilWithdrawn");
    expect(await violationsIn(document.body)).toEqual([]);
    await send();
    await screen.findByText("Anunciado. Ya está en todas las pantallas.");
    expect(asked.at(-1)?.body).toEqual({ message: "Salida a las 6:30", type: "urgent", listNumber: 2 });
    expect(screen.getByLabelText("Mensaje")).toHaveValue("");
  });

  it("[R-07] counts its readers as they read, and takes back what was wrong", async () => {
    const asked = open(({ method }) =>
      method === "GET"
        ? {
            data: [sent(1, "Torneo"), sent(2, "Viejo", { withdrawnAt: "2026-11-20T10:00:00.000Z" })],
            nextCursor: null,
          }
        : null,
    );
    await screen.findAllByText("Leído por 34 de 40");
    await live();
    const { id } = sent(1, "Torneo");
    const by = { id: announcement(5, "").id, name: "Wilmar" };
    const read = {
      event: "announcement:read",
      data: { announcementId: id, timestamp: new Date().toISOString(), by },
    };
    act(() => void club.server.write("admins", read));
    await screen.findByText("Leído por 35 de 40");
    act(() => void club.server.write("org", said(3, "Nuevo")));
    await screen.findByText("Leído por 0 de 40");
    expect(screen.getAllByRole("button", { name: "Retirar" })).toHaveLength(2);
    await userEvent.click(screen.getAllByRole("button", { name: "Retirar" })[1] as HTMLElement);
    expect(asked.at(-1)).toMatchObject({ method: "DELETE", path: `/api/announcements/${id}` });
  });

  it("says what was refused and what nobody answered, and keeps what was typed", async () => {
    let answer: unknown = 403;
    open(({ method }) => (method === "GET" ? { data: [], nextCursor: null } : answer));
    await userEvent.type(screen.getByLabelText("Mensaje"), "Hola");
    await send();
    await screen.findByText(/^El servidor no aceptó/);
    answer = "lost";
    await send();
    await screen.findByText(/^No se pudo enviar/);
    expect(screen.getByLabelText("Mensaje")).toHaveValue("Hola");
  });

  it("says so where the earlier ones could not be loaded", async () => {
    let away = true;
    open(() => (away ? 403 : { data: [sent(1, "Torneo")], nextCursor: null }));
    await screen.findByText("No se pudieron cargar los anuncios");
    away = false;
    await userEvent.click(screen.getByRole("button", { name: "Probar otra vez" }));
    await screen.findByText("Torneo");
  });
});
