import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiProblem, apiFetch, isTransient, NetworkError, problemFrom } from "../../lib/http/fetch";

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
let url: string;

beforeEach(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/caddies`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("it was accepted");
    },
    (error: unknown) => error,
  );

describe("a request of the page", () => {
  it("carries its body as JSON and its key, and brings the parsed answer", async () => {
    answer = (request, response, body) => {
      const { method, headers } = request;
      const heard = {
        method,
        type: headers["content-type"],
        key: headers["idempotency-key"],
        body: JSON.parse(body),
      };
      response.end(JSON.stringify({ data: heard }));
    };
    const { data } = await apiFetch<{ data: object }>(url, {
      method: "POST",
      body: { a: 1 },
      idempotencyKey: "k",
    });
    expect(data).toEqual({ method: "POST", type: "application/json", key: "k", body: { a: 1 } });
  });

  it("that is answered with nothing resolves with nothing", async () => {
    answer = (_request, response) => response.writeHead(204).end();
    expect(await apiFetch(url, { method: "DELETE" })).toBeUndefined();
  });

  it("that is refused says why, in the server's words, and when to ask again", async () => {
    const problem = {
      status: 429,
      code: "RATE_LIMITED",
      title: "Too Many Requests",
      detail: "wait",
      type: "about:blank",
    };
    answer = (_request, response) =>
      response
        .writeHead(429, { "retry-after": "3", "content-type": "application/problem+json" })
        .end(JSON.stringify(problem));
    const error = await failure(apiFetch(url));
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 3_000, problem });
    expect(isTransient(error)).toBe(true);
  });

  it("that something else answered in its own words is a refusal all the same", async () => {
    answer = (_request, response) => response.writeHead(502).end("<h1>Bad gateway</h1>");
    const error = await failure(apiFetch(url));
    expect(problemFrom(error)).toMatchObject({ status: 502, code: "UNAVAILABLE" });
    expect(isTransient(error)).toBe(true);
    answer = (_request, response) => response.writeHead(418).end("[]");
    expect(isTransient(await failure(apiFetch(url)))).toBe(false);
  });

  it("[R-09] that nobody answered may be repeated", async () => {
    answer = (request) => request.socket.destroy();
    const error = await failure(apiFetch(url));
    expect(error).toBeInstanceOf(NetworkError);
    expect(problemFrom(error).code).toBe("NETWORK");
    expect(isTransient(error)).toBe(true);
  });

  it("that was called off is no failure of the network", async () => {
    answer = () => {};
    const controller = new AbortController();
    const pending = failure(apiFetch(url, { signal: controller.signal }));
    controller.abort();
    expect(isTransient(await pending)).toBe(false);
  });
});
