// @vitest-environment jsdom
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keeperOf } from "@/components/push/denied-help";
import { PushSection } from "@/components/push/push-section";
import { SocketContext } from "@/hooks/socket-context";
import { violationsIn } from "../ui/accessibility";
import { renderWithTexts } from "../ui/render";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1";
const ANDROID = "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36";

/** What the browser would do, as far as the screen leans on it. */
interface Browser {
  permission: NotificationPermission;
  /** What its owner answers when he is asked. */
  answer: NotificationPermission;
  subscription: { endpoint: string } | null;
  worker: EventTarget;
}
let browser: Browser;
let asked: { method: string; path: string; body: unknown }[];
/** Of the next test message. */
let outcome: { status: number; body: object };

const subscription = () => ({
  endpoint: "https://push.example.com/1",
  toJSON: () => ({ endpoint: "https://push.example.com/1", keys: {} }),
  async unsubscribe() {
    browser.subscription = null;
    return true;
  },
});

beforeEach(() => {
  localStorage.clear();
  asked = [];
  outcome = { status: 200, body: { data: { id: "t1", outcome: "accepted" } } };
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? "GET";
    asked.push({ method, path, body: init.body ? JSON.parse(String(init.body)) : null });
    if (path === "/api/push/key") return Response.json({ data: { publicKey: "AAAA" } });
    if (path === "/api/push/test") return Response.json(outcome.body, { status: outcome.status });
    return method === "DELETE"
      ? new Response(null, { status: 204 })
      : Response.json({ data: {} }, { status: 201 });
  });
});
afterEach(() => {
  Reflect.deleteProperty(navigator, "serviceWorker");
});

function has(given: Partial<Browser>): void {
  browser = {
    permission: "default",
    answer: "granted",
    subscription: null,
    worker: new EventTarget(),
    ...given,
  };
  const pushManager = {
    getSubscription: async () => browser.subscription,
    subscribe: async () => {
      browser.subscription = subscription();
      return browser.subscription;
    },
  };
  const registration = { pushManager };
  const worker = Object.assign(browser.worker, {
    getRegistration: async () => registration,
    register: async () => registration,
    ready: Promise.resolve(registration),
  });
  Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: worker });
  vi.stubGlobal("PushManager", class {});
  vi.stubGlobal("Notification", {
    get permission() {
      return browser.permission;
    },
    async requestPermission() {
      browser.permission = browser.answer;
      return browser.answer;
    },
  });
}

function show(locale: "es" | "en" = "es") {
  const scope = { session: { user: { id: "u1" } } };
  return renderWithTexts(
    <SocketContext value={scope as never}>
      <PushSection />
    </SocketContext>,
    locale,
  );
}
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
const workerSays = (data: object) =>
  act(async () => void browser.worker.dispatchEvent(new MessageEvent("message", { data })));

test("never asked: one tap asks, subscribes, tells the server, and says that they are on", async () => {
  has({});
  show();
  await press("Encender avisos");
  await screen.findByText("Encendidos en este teléfono");
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /api/push/key",
    "POST /api/push/subscriptions",
  ]);
  await press("Apagar en este teléfono");
  await screen.findByText("Apagados");
  expect(asked.at(-1)).toMatchObject({ method: "DELETE", body: { endpoint: "https://push.example.com/1" } });
});

test("another person's notices on the same phone are not one's own", async () => {
  has({ permission: "granted", subscription: subscription() });
  localStorage.setItem("caddiepro.push-owner", "u2");
  show();
  await screen.findByText("Apagados");
});

test("a question that was let pass may be asked again; a no cannot, and the way back is told", async () => {
  has({ answer: "default" });
  const { unmount } = show();
  await press("Encender avisos");
  expect(await screen.findByRole("alert")).toHaveTextContent("Toca otra vez y elige Permitir.");
  unmount();
  has({ answer: "denied" });
  vi.stubGlobal("navigator", Object.create(navigator, { userAgent: { value: ANDROID } }));
  show();
  await press("Encender avisos");
  await screen.findByText("Los avisos están bloqueados");
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "1Toca el ícono de ajustes, a la izquierda de la dirección",
    "2Permisos → Notificaciones → Permitir",
    "3Vuelve a esta página",
  ]);
});

test("an iPhone is told how to install first; a browser without notices that it has none", async () => {
  vi.stubGlobal("navigator", Object.create(navigator, { userAgent: { value: IPHONE } }));
  const { container, unmount } = show();
  await screen.findByText("En iPhone, primero instala la app");
  expect(screen.getAllByRole("listitem")).toHaveLength(4);
  expect(await violationsIn(container)).toEqual([]);
  unmount();
  vi.unstubAllGlobals();
  show("en");
  await screen.findByText("This browser gets no notices");
});

async function turnedOn() {
  has({ permission: "granted", subscription: subscription() });
  localStorage.setItem("caddiepro.push-owner", "u1");
  return show();
}
const marks = () =>
  [...document.querySelectorAll("[data-mark]")].map((step) => step.getAttribute("data-mark"));

test("the test shows its whole way: sent, accepted, shown", async () => {
  const { container } = await turnedOn();
  await press("Enviar un aviso de prueba");
  await waitFor(() => expect(marks()).toEqual(["done", "done", "under way"]));
  await workerSays({ type: "PUSH_SHOWN", id: "another" });
  expect(marks()).toEqual(["done", "done", "under way"]);
  await workerSays({ type: "PUSH_SHOWN", id: "t1" });
  expect(marks()).toEqual(["done", "done", "done"]);
  expect(screen.getByText(/^Funciona/)).toBeVisible();
  expect(await violationsIn(container)).toEqual([]);
});

test.each([
  ["gone", 200, "ya no conoce este teléfono"],
  ["failed", 200, "no respondió"],
  ["paused", 200, "le damos un descanso"],
  ["refused", 200, "no aceptó el mensaje"],
  ["", 429, "Espera un minuto"],
  ["", 404, "ya no conoce este teléfono"],
  ["", 503, "No se pudo hablar con el servidor"],
])("a test that went wrong (%s, %i) says what happened and what to do", async (went, status, text) => {
  outcome = { status, body: { data: { id: "t1", outcome: went } } };
  await turnedOn();
  await press("Enviar un aviso de prueba");
  await waitFor(() => expect(screen.getByText(new RegExp(text))).toBeVisible());
  expect(marks()).toEqual(["failed", "waiting", "waiting"]);
  expect(screen.getByRole("button", { name: "Probar otra vez" })).toBeEnabled();
});

test("knows who keeps the permission", () => {
  const keepers = [
    keeperOf(IPHONE, 5, true),
    keeperOf("Macintosh Safari", 5, true),
    keeperOf(ANDROID, 5, false),
    keeperOf(ANDROID, 5, true),
    keeperOf("Linux; Android 14 SamsungBrowser/26 Chrome", 5, false),
    keeperOf("Android 14; Mobile Firefox/132", 5, false),
    keeperOf("Macintosh Version/18 Safari/605", 0, false),
    keeperOf("Windows NT 10 Chrome/130 Safari/537", 0, false),
  ];
  expect(keepers).toEqual([
    ...["apple", "apple", "android", "androidApp", "samsung", "firefox", "safari", "desktop"],
  ]);
});
