import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Caddie } from "../../lib/caddies/contract";
import { DESKTOP, launchBrowser } from "./browser";
import { ownDatabase } from "./postgres";
import { ClubServer, type ServerOptions } from "./server";

export const ADMIN = "admin@demo.club";
export const ADMIN2 = "admin2@demo.club";
const PASSWORD = "caddiepro";
/** Longer than any wait of the product (polling begins after 6 s), short enough to fail in time. */
const PATIENCE_MS = 12_000;

interface ClubOptions extends Pick<ServerOptions, "realtime" | "empty" | "weeks" | "pushOrigin"> {
  database?: "embedded" | "PostgreSQL";
}

type Prepare = (page: Page) => Promise<void>;
type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A server with the demo clubs and a browser for the tests of this file or `describe`. */
export class Club {
  #server: ClubServer | null = null;
  #browser: Browser | null = null;
  #dropDatabase: (() => Promise<void>) | null = null;
  readonly #sessions = new Map<string, SignedIn>();
  #contexts: BrowserContext[] = [];
  #complaints: string[] = [];
  #expected: RegExp[] = [];

  get server(): ClubServer {
    if (!this.#server) throw new Error("the server runs only during the tests");
    return this.#server;
  }

  async begin({ database = "embedded", ...options }: ClubOptions): Promise<void> {
    const own = database === "PostgreSQL" ? await ownDatabase() : null;
    this.#dropDatabase = own?.drop ?? null;
    this.#server = await ClubServer.start({ ...options, databaseUrl: own?.url });
    this.#browser = await launchBrowser();
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.dispose();
    await this.#dropDatabase?.();
  }

  /**
   * A window of somebody of the club, signed in once and for all; each has cookies and storage of its own.
   * @param prepare is done to the page before it is loaded
   */
  async open(who: string, device = DESKTOP, path = "/turnos", prepare?: Prepare): Promise<Page> {
    const state = this.#sessions.get(who) ?? (await this.#signIn(who));
    this.#sessions.set(who, state);
    return this.#visit({ ...device, storageState: state }, path, prepare);
  }

  /** A window of nobody. */
  openSignedOut(device = DESKTOP, path = "/entrar"): Promise<Page> {
    return this.#visit(device, path);
  }

  /** A window with a session that no other test knows, so that it may be ended. */
  async openAnew(who: string, device = DESKTOP): Promise<Page> {
    return this.#visit({ ...device, storageState: await this.#signIn(who) }, "/turnos");
  }

  /** Until the end of this test, the browser may complain so on its console; any other complaint fails the test. */
  expectTrouble(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** The caddies of a list as the server has them: the queue in its order, then the others. */
  async caddies(listNumber: number, who: Page): Promise<Caddie[]> {
    const answer = await who.request.get("/api/caddies");
    const { data } = (await answer.json()) as { data: Caddie[] };
    return data
      .filter((caddie) => caddie.listNumber === listNumber)
      .sort((a, b) => (a.position ?? 1e6) - (b.position ?? 1e6));
  }

  async closeWindows(): Promise<void> {
    const contexts = this.#contexts.splice(0);
    await Promise.all(contexts.map((context) => context.close()));
    const complaints = this.#complaints.splice(0);
    const expected = this.#expected.splice(0);
    expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
  }

  async #visit(options: BrowserContextOptions, path: string, prepare?: Prepare): Promise<Page> {
    if (!this.#browser) throw new Error("the browser runs only during the tests");
    const context = await this.#browser.newContext({ baseURL: this.server.url, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    this.#contexts.push(context);
    context.on("console", (message) => {
      if (message.type() === "error") this.#complaints.push(`${message.text()} ${message.location().url}`);
    });
    context.on("weberror", (error) => this.#complaints.push(String(error.error().stack)));
    const page = await context.newPage();
    await prepare?.(page);
    await page.goto(path);
    return page;
  }

  async #signIn(who: string): Promise<SignedIn> {
    const page = await this.openSignedOut();
    await page.getByLabel("Correo o usuario").fill(who);
    await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.waitForURL("**/turnos");
    const state = await page.context().storageState();
    await page.context().close();
    this.#contexts = this.#contexts.filter((context) => context !== page.context());
    return state;
  }
}

/** Opens a club for the tests around it; after each of them, a complaint of the browser that was not expected fails it. */
export function withClub(options: ClubOptions = {}): Club {
  const club = new Club();
  beforeAll(() => club.begin(options));
  afterEach(() => club.closeWindows());
  afterAll(() => club.end());
  return club;
}
