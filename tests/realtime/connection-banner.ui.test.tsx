// @vitest-environment jsdom
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { ConnectionBanner } from "@/components/realtime/connection-banner";
import type { ConnectionState } from "@/lib/realtime/connection";
import type { Locale } from "@/lib/users/vocabulary";
import { violationsIn } from "../ui/accessibility";
import { NOW, renderWithTexts, withTexts } from "../ui/render";

function show(state: Partial<ConnectionState>, { pendingCount = 0, locale = "es" as Locale } = {}) {
  const onReconnect = vi.fn();
  const full: ConnectionState = {
    phase: "live",
    rttMs: null,
    nextTryAt: null,
    lastSyncAt: NOW,
    reason: null,
    ...state,
  };
  const { container } = renderWithTexts(
    <ConnectionBanner
      state={full}
      pendingCount={pendingCount}
      now={NOW}
      onReconnect={onReconnect}
      title={<h1>Turnos</h1>}
      tools={<button type="button">Buscar</button>}
    />,
    locale,
  );
  return { container, onReconnect };
}

const alertText = () => screen.getByRole("alert").textContent;

describe("the top line of every page", () => {
  test("[C-14] live: a calm word and the round trip, and nothing shouts", () => {
    show({ phase: "live", rttMs: 12.4 });
    expect(screen.getByText("Conectado en tiempo real")).toBeVisible();
    expect(screen.getByText("12 ms")).toBeVisible();
    expect(alertText()).toBe("");
    expect(screen.queryByRole("button", { name: "Reconectar" })).toBeNull();
  });

  test("[C-14] connecting: still calm", () => {
    show({ phase: "connecting" });
    expect(screen.getByText("Conectando…")).toBeVisible();
    expect(alertText()).toBe("");
  });

  test("[C-14] lost: the next try, the data's age, what waits to be sent, and a button", async () => {
    const { onReconnect } = show(
      { phase: "reconnecting", reason: "network", nextTryAt: NOW + 2_100, lastSyncAt: NOW - 14_000 },
      { pendingCount: 2 },
    );
    expect(screen.getByText("Reconectando en 3 s…")).toBeVisible();
    expect(screen.getByText("Datos de hace 14 s · 2 por enviar")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Reconectar" }));
    expect(onReconnect).toHaveBeenCalledOnce();
  });

  test("[R-18] what stands at the end of the line stays the same when the connection is lost, and comes back with it", () => {
    const line = (phase: ConnectionState["phase"]) =>
      withTexts(
        <ConnectionBanner
          state={{ phase, rttMs: null, nextTryAt: null, lastSyncAt: NOW, reason: null }}
          pendingCount={0}
          now={NOW}
          onReconnect={() => undefined}
          title={<h1>Turnos</h1>}
          end={<input aria-label="Avisos" />}
        />,
      );
    const { rerender } = render(line("live"));
    const end = screen.getByLabelText("Avisos");
    for (const phase of ["offline", "reconnecting", "polling", "ended", "live"] as const) {
      rerender(line(phase));
      expect(screen.getByLabelText("Avisos")).toBe(end);
    }
  });

  test("[C-14] the loss is announced in one sentence that does not count down", () => {
    show({ phase: "reconnecting", reason: "network", nextTryAt: NOW + 2_100 });
    expect(alertText()).toContain("Se perdió la conexión");
    expect(alertText()).not.toMatch(/\d/);
  });

  test("[C-14] while a try is under way no number is shown", () => {
    show({ phase: "reconnecting", reason: "network", nextTryAt: null });
    expect(screen.getByText("Reconectando…")).toBeVisible();
  });

  test("[C-16] polling says so, with the data's age", () => {
    show({ phase: "polling", reason: "server", lastSyncAt: NOW - 3_000 });
    expect(screen.getByText("Sin tiempo real: se actualiza cada 5 s")).toBeVisible();
    expect(screen.getByText("hace 3 s")).toBeVisible();
    expect(screen.getByRole("button", { name: "Reconectar" })).toBeVisible();
  });

  test("[C-16] sockets switched off by the server: said calmly, and nothing to reconnect to", () => {
    show({ phase: "polling", reason: "off", lastSyncAt: NOW - 3_000 });
    expect(screen.getByText("Sin tiempo real: se actualiza cada 5 s")).toBeVisible();
    expect(alertText()).toBe("");
    expect(screen.queryByRole("button", { name: "Reconectar" })).toBeNull();
  });

  test("[C-14] offline: how old the data is and what waits", () => {
    show({ phase: "offline", reason: "network", lastSyncAt: NOW - 125_000 }, { pendingCount: 1 });
    expect(screen.getByText("Sin internet en este aparato")).toBeVisible();
    expect(screen.getByText("Datos de hace 2 min · 1 por enviar")).toBeVisible();
  });

  test("before the first proof nothing is claimed about the data", () => {
    show({ phase: "reconnecting", reason: "network", lastSyncAt: null });
    expect(screen.getByText("Todavía sin datos")).toBeVisible();
  });

  test("a session that is over leads to the door, not to another try", () => {
    show({ phase: "ended", reason: "session" });
    expect(screen.getByText("La sesión terminó")).toBeVisible();
    expect(screen.getByRole("link", { name: "Entrar" })).toHaveAttribute("href", "/entrar");
    expect(screen.queryByRole("button", { name: "Reconectar" })).toBeNull();
  });

  test("the page keeps its title and its tools while the banner stands in their line", () => {
    show({ phase: "reconnecting", reason: "network" });
    expect(screen.getByRole("heading", { name: "Turnos" })).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Buscar" })).toBeVisible();
  });

  test("in English", () => {
    show(
      { phase: "reconnecting", reason: "network", nextTryAt: NOW + 1_000, lastSyncAt: NOW - 14_000 },
      { locale: "en" },
    );
    expect(screen.getByText("Reconnecting in 1 s…")).toBeVisible();
    expect(screen.getByText("Data from 14 s ago")).toBeVisible();
  });

  test.each(["live", "reconnecting", "polling", "offline", "ended"] as const)(
    "axe finds nothing in %s",
    async (phase) => {
      const { container } = show({ phase, reason: phase === "live" ? null : "network" });
      expect(await violationsIn(container)).toEqual([]);
    },
  );
});
