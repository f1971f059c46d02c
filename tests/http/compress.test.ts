import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compressed } from "@/lib/http/compress";

const request = (accepts?: string) =>
  new Request("http://localhost/api/caddies", { headers: accepts ? { "accept-encoding": accepts } : {} });
const board = {
  data: Array.from({ length: 120 }, (_, n) => ({ name: `Caddie ${n}`, status: "Disponible" })),
};

describe("an answer on its way to a phone that polls", () => {
  it("[C-20] is compressed to a fraction, and is the same", async () => {
    const answer = await compressed(request("gzip, deflate, br"), Response.json(board));
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(answer.headers.get("vary")).toContain("accept-encoding");
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(board);
    expect(bytes.length).toBeLessThan(JSON.stringify(board).length / 5);
  });

  it("is left as it is for whoever cannot read it, and where it would not pay", async () => {
    const plain = await compressed(request(), Response.json(board));
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.json()).toEqual(board);
    const small = await compressed(request("gzip"), Response.json({ data: [] }));
    expect(small.headers.get("content-encoding")).toBeNull();
    expect(await small.json()).toEqual({ data: [] });
  });

  it("keeps a refusal's words", async () => {
    const refusal = await compressed(
      request("gzip"),
      Response.json({ detail: "x".repeat(5000) }, { status: 409 }),
    );
    expect(refusal.status).toBe(409);
    expect(refusal.headers.get("content-encoding")).toBeNull();
  });
});
