import { expect } from "vitest";
import type { WallState } from "@/lib/walls/contract";
import { Api, type Reply } from "./api";
import type { Person } from "./factories";
import { Phone } from "./phone";
import type { TestServer } from "./server";
import { until } from "./until";

/** A television: no person is signed in on it, and what it has is one cookie. */
export class Television {
  /** `name=value` as it sends it back. */
  cookie = "";
  readonly #url: () => string;
  readonly #api: Api;

  constructor(server: Pick<TestServer, "url">) {
    this.#url = () => server.url;
    this.#api = new Api(this.#url, null);
  }

  /** Types a code. */
  async type(code: string): Promise<Reply> {
    const reply = await this.#api.request("POST", "/api/wall", { body: { code } });
    this.#keep(reply);
    return reply;
  }

  /** Asks without a socket what it shows. */
  async ask(): Promise<Reply<{ data: WallState }>> {
    const reply = await this.request<{ data: WallState }>("GET", "/api/wall");
    this.#keep(reply);
    return reply;
  }

  request<T = unknown>(method: string, path: string, body?: object): Promise<Reply<T>> {
    const headers = { cookie: this.cookie, origin: this.#url() };
    return this.#api.request<T>(method, path, { body, headers });
  }

  /** @param url of another process of the cluster */
  connect(url: string = this.#url()): Phone {
    return new Phone(`${url}/wall`, { headers: { cookie: this.cookie, origin: url } });
  }

  /** A screen that this admin has made, paired and live. */
  static async live(
    server: Pick<TestServer, "url">,
    admin: Person,
    more: { name?: string; lists?: number[] } = {},
  ) {
    const { television, wallId } = await Television.paired(server, admin, more);
    const phone = television.connect();
    await phone.ready();
    return { television, phone, wallId };
  }

  static async paired(
    server: Pick<TestServer, "url">,
    admin: Person,
    { name = "Casa de caddies", lists }: { name?: string; lists?: number[] } = {},
  ) {
    const { data } = (await admin.api.addWall({ name, ...(lists && { lists }) })).body;
    const television = new Television(server);
    expect((await television.type(data.code)).status).toBe(200);
    return { television, wallId: data.wall.id, code: data.code };
  }

  #keep({ headers }: Reply): void {
    const [set] = headers.getSetCookie();
    if (set) this.cookie = set.split(";")[0] ?? "";
  }
}

/** Resolves with the first state that this screen is told which looks so. */
export async function shows(
  phone: Phone,
  what: string,
  looks: (state: WallState) => boolean,
): Promise<WallState> {
  const find = () =>
    phone.signals.find(({ event, payload }) => event === "wall:state" && looks(payload as WallState));
  await until(() => find() !== undefined, what);
  return find()?.payload as WallState;
}
