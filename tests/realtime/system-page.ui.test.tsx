import { act, configure, render, screen, waitFor, within } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SystemBoard } from "../../components/realtime/system-board";
import { SystemPage } from "../../components/realtime/system-page";
import type { SystemStats } from "../../lib/realtime/contract";
import { violationsIn } from "../ui/accessibility";
import { busyMorning } from "./system-figures";
import { TestClub } from "./test-club";

// Real sockets, and a busy machine takes its time with them.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 45_000 });

let club: TestClub;
beforeEach(async () => {
  club = await TestClub.open();
  club.stats = busyMorning();
});
afterEach(async () => {
  vi.useRealTimers();
  await club.server.close();
});

const page = (initial: SystemStats | null, options?: Parameters<TestClub["page"]>[0]) => {
  const Page = club.page(options);
  return (
    <Page>
      <SystemPage>
        <SystemBoard initial={initial} />
      </SystemPage>
    </Page>
  );
};
const tile = (name: string) => document.querySelector(`[data-tile="${name}"]`);
const part = (name: string) => document.querySelector<HTMLElement>(`[data-part="${name}"]`);
const asked = (event: string) => club.server.heard.filter((heard) => heard === event).length;
const tell = (stats: SystemStats) => act(() => club.server.signal("stats:change", stats));
const live = () => waitFor(() => expect(screen.getByText("Conectado en tiempo real")).toBeVisible());
/** The cells of the row with this name, without its help. */
function row(name: string): (string | null)[] {
  const head = screen.getAllByRole("rowheader").find((th) => th.textContent?.startsWith(name));
  return [...(head?.parentElement?.querySelectorAll("td") ?? [])].map((cell) => cell.textContent);
}
function show(state: "visible" | "hidden") {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  act(() => {
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

describe("the figures", () => {
  it("[R-10] are there with the first paint, before any script has run", () => {
    const html = renderToString(page(busyMorning()));
    expect(html).toContain("98 de 103");
    expect(html).not.toContain("Todavía no hay medidas");
  });

  it("[R-10] say who is up to date, who is connected, what happens and what is saved", async () => {
    render(page(busyMorning()));
    expect(tile("phones")).toHaveTextContent(/^Teléfonos al día98 de 1035 atrasadosp95 84 msMuestran/);
    expect(tile("connections")).toHaveTextContent(/^Conexiones103101 personas/);
    expect(tile("events")).toHaveTextContent(/^Eventos por minuto125 en este minuto/);
    expect(tile("saved")).toHaveTextContent(/^Tráfico ahorrado99,2 %29 KB\/min en vez de 3,6 MB\/min/);
    await live();
    expect(await violationsIn(document.body)).toEqual([]);
  });

  it("[R-10] tell in words and numbers what the charts draw", () => {
    render(page(busyMorning()));
    expect(part("events")).toHaveTextContent("27 en 30 min, máximo 12 en un minuto");
    expect(part("connections")).toHaveTextContent("Siempre 103");
    expect(part("commit")).toHaveTextContent("p50 1,2 msp95 3,4 msp99 8,1 ms");
    expect(part("delivery")).toHaveTextContent("p50 31 msp95 84 msp99 240 ms");
  });

  it("[R-10] [S-07] are broken down by stage, by list, by event and since the start", () => {
    render(page(busyMorning()));
    expect(row("Guardado")).toEqual(["1,2", "3,4", "8,1", "500"]);
    expect(row("Respuesta HTTP")).toEqual(["6", "21", "48", "500"]);
    expect(["Lista 1", "Lista 2", "Lista 3", "Todo el club", "Administradores"].map(row)).toEqual([
      ["42"],
      ["40"],
      ["25"],
      ["103"],
      ["2"],
    ]);
    const names = within(part("names") as HTMLElement).getAllByRole("rowheader");
    expect(names.map((name) => name.textContent)).toEqual([
      "Cambio de estadocaddie:status_changed",
      "outing:updated",
      "Caddie agregadocaddie:added",
      "Ajustes del club cambiadosclub:changed",
    ]);
    expect(row("Cambio de estado")).toEqual(["1234"]);
    expect(["Procesos", "Encendido hace", "Listas cargadas", "Aparatos lentos"].map(row)).toEqual([
      ["2"],
      ["3 d 4 h"],
      ["3"],
      ["1"],
    ]);
  });

  it("[R-10] never claim a hundred percent that is not one, nor a saving that is none", async () => {
    render(page(busyMorning({ traffic: { livePerMinute: 95, pollingPerMinute: 3_600_000 } })));
    expect(tile("saved")).toHaveTextContent("99,9 %95 B/min en vez de 3,6 MB/min");
    await live();
    tell(busyMorning({ traffic: { livePerMinute: 70_000, pollingPerMinute: 36_000 } }));
    await waitFor(() => expect(tile("saved")).toHaveTextContent("Sin ahorro todavía70 KB/min"));
  });

  it("[R-10] name who is behind, on which device, since when", () => {
    render(page(busyMorning()));
    const behind = within(screen.getByRole("region", { name: "Teléfonos atrasados" }));
    expect(behind.getAllByRole("row").map((each) => each.textContent)).toEqual([
      "Quién y en qué aparatoAl día hasta",
      "Óscar MarínAndroid · Chromehace 41 min",
      "Óscar MarínAparato sin nombrehace 12 min",
      "Alejandro RíosiPhone · Safarihace 9 min",
      "Wilmar CastañoAndroid · Samsung Internethace 3 min",
      "Jairo LondoñoAndroid · Chromeahora",
    ]);
  });

  it("[R-10] of an empty club say so", () => {
    const none = { total: 0, users: 0, byKind: {}, byStream: {} };
    const stats = busyMorning({
      connections: none,
      events: { perMinute: 0, series: Array(30).fill(0), byName: {} },
      latency: { commitToEmit: null, http: null, eventLoop: null },
      delivery: { asked: 0, upToDate: 0, latency: null, at: new Date().toISOString(), behind: [] },
      traffic: { livePerMinute: 0, pollingPerMinute: 0 },
    });
    render(page(stats));
    expect(tile("phones")).toHaveTextContent("–Nadie conectado");
    expect(tile("saved")).toHaveTextContent("–Nadie conectado");
    expect(part("events")).toHaveTextContent("Ninguno en 30 min");
    expect(part("commit")).toHaveTextContent("Sin datos");
    expect(part("names")).toHaveTextContent("Todavía ninguno. Envía a alguien a campo y aparece aquí.");
    expect(row("Lista 2")).toEqual(["0"]);
    expect(row("Respuesta HTTP")).toEqual(["–", "–", "–", "0"]);
  });

  it("[R-10] speak English to whoever chose it", async () => {
    render(page(busyMorning(), { locale: "en" }));
    expect(tile("phones")).toHaveTextContent(/^Phones up to date98 of 1035 behindp95 84 ms/);
    expect(tile("saved")).toHaveTextContent("99.2%29 KB/min instead of 3.6 MB/min");
    expect(row("Change of status")).toEqual(["1,234"]);
    await waitFor(() => expect(screen.getByText("Connected in real time")).toBeVisible());
    expect(document.body.textContent).not.toMatch(/Teléfonos|Conexiones|Eventos|Medida/);
  });
});

describe("live", () => {
  it("[R-10] the page asks to be told, and shows what it is told", async () => {
    render(page(busyMorning()));
    await waitFor(() => expect(asked("stats:watch")).toBe(1));
    const connections = { ...busyMorning().connections, total: 97 };
    tell(busyMorning({ delivery: null, nodes: 3, connections }));
    await waitFor(() => expect(part("connections")).toHaveTextContent("97 a 103, ahora 97"));
    await waitFor(() => expect(tile("phones")).toHaveTextContent("–Nadie conectado"));
    expect(row("Procesos")).toEqual(["3"]);
    // An answer that was long on its way; whatever comes after it on the wire is heard after it.
    tell(busyMorning({ at: "2026-01-05T15:00:00.000Z", nodes: 9 }));
    act(() => club.server.signal("access:changed", { lists: [1, 2, 3], role: "ADMIN" }));
    await waitFor(() => expect(club.refresh).toHaveBeenCalled());
    expect(row("Procesos")).toEqual(["3"]);
    expect(screen.getByText("En vivo, cada 2 s")).toBeVisible();
    expect(club.requests("GET").filter(({ path }) => path === "/api/socket-stats")).toEqual([]);
  });

  it("[R-10] all phones up to date is said as such", async () => {
    render(page(busyMorning()));
    await live();
    const delivery = { asked: 2, upToDate: 2, latency: null, at: new Date().toISOString(), behind: [] };
    tell(busyMorning({ delivery }));
    await waitFor(() => expect(tile("phones")).toHaveTextContent("2 de 2Todos al díaSin datos"));
  });

  it("[R-10] nobody is told who does not look: not in a hidden tab, not after leaving", async () => {
    const Page = club.page();
    const { rerender } = render(
      <Page>
        <SystemPage>
          <SystemBoard initial={busyMorning()} />
        </SystemPage>
      </Page>,
    );
    await waitFor(() => expect(asked("stats:watch")).toBe(1));
    show("hidden");
    await waitFor(() => expect(asked("stats:unwatch")).toBe(1));
    show("visible");
    // Once for being seen, and perhaps once more when the connection has proved that it still lives.
    await waitFor(() => expect(asked("stats:watch")).toBeGreaterThan(1));
    await live();
    const unwatched = asked("stats:unwatch");
    rerender(
      <Page>
        <p>elsewhere</p>
      </Page>,
    );
    await waitFor(() => expect(asked("stats:unwatch")).toBeGreaterThan(unwatched));
  });

  it("[R-10] a page that was refused asks again", async () => {
    club.server.watchRefusals = 1;
    render(page(busyMorning()));
    await waitFor(() => expect(asked("stats:watch")).toBe(2));
  });

  it("[C-16] cut off, the values stay with their age, and after the return it asks anew", async () => {
    render(page(busyMorning()));
    await live();
    await waitFor(() => expect(asked("stats:watch")).toBe(1));
    club.network = false;
    await act(() => club.server.close());
    await waitFor(() => expect(screen.getByText(/^Reconectando/)).toBeVisible());
    expect(tile("phones")).toHaveTextContent("98 de 103");
    const fresh = document.querySelector("[data-fresh]");
    expect(fresh).toHaveAttribute("data-fresh", "false");
    await waitFor(() => expect(fresh).toHaveTextContent(/^Datos de hace \d s$/));
    club.network = true;
    await club.server.listen();
    act(() => screen.getByRole("button", { name: "Reconectar" }).click());
    await live();
    await waitFor(() => expect(asked("stats:watch")).toBe(2));
  });
});

describe("without real time", () => {
  it("[C-16] where sockets are blocked it asks over HTTP, and is told again when they are not", async () => {
    render(page(busyMorning()));
    await live();
    club.stats = busyMorning({ nodes: 5 });
    await act(() => club.server.close());
    await waitFor(() => expect(row("Procesos")).toEqual(["5"]));
    expect(screen.getByText("Consultado cada 5 s")).toBeVisible();
    await club.server.listen();
    act(() => screen.getByRole("button", { name: "Reconectar" }).click());
    await live();
    tell(busyMorning({ nodes: 6 }));
    await waitFor(() => expect(row("Procesos")).toEqual(["6"]));
  });

  it("[C-16] it says so plainly, and asks every five seconds while it is seen", async () => {
    vi.useFakeTimers();
    club.stats = busyMorning({ nodes: 1 });
    render(page(busyMorning(), { enabled: false }));
    expect(screen.getByText("El tiempo real está apagado en este servidor")).toBeVisible();
    expect(tile("phones")).toBeNull();
    const polls = () => club.requests("GET").filter(({ path }) => path === "/api/socket-stats").length;
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(polls()).toBe(1);
    expect(row("Procesos")).toEqual(["1"]);
    expect(screen.getByText("Consultado cada 5 s")).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(polls()).toBe(3);
    show("hidden");
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(polls()).toBe(3);
  });

  it("[C-16] a server that says nothing yet leaves a page that says so and goes on asking", async () => {
    vi.useFakeTimers();
    club.network = false;
    render(page(null, { enabled: false }));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByText("Todavía no hay medidas")).toBeVisible();
    club.network = true;
    club.stats = busyMorning();
    // The banner's own poll comes first and brings the page back to asking.
    await act(() => vi.advanceTimersByTimeAsync(11_000));
    expect(row("Respuesta HTTP")).toEqual(["6", "21", "48", "500"]);
  });

  // The last one: the pages' shared clock stays where this one has moved it.
  it("figures that stay away grow old, whatever the connection says", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
    render(page(busyMorning()));
    expect(screen.getByText("En vivo, cada 2 s")).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(13_000));
    expect(document.querySelector("[data-fresh]")).toHaveTextContent("Datos de hace 13 s");
  });
});
