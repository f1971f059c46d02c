import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { isPublicAddress, postOutward } from "@/lib/http/outward";

const INSIDE = [
  ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"],
  ...["100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1"],
  ...["::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"],
  ...["64:ff9b::a00:1", "2001:db8::1", "2002:7f00:1::", "2001::1", "not an address", ""],
];

it("[R-03] knows what is not the open internet", () => {
  expect(INSIDE.filter(isPublicAddress)).toEqual([]);
  const open = ["8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2607:f8b0::1", "2a00:1450:4001::1"];
  expect(open.filter((address) => !isPublicAddress(address))).toEqual([]);
});

it("[R-03] sends nothing to a name that leads inside, nor to a bare address", async () => {
  let asked = 0;
  const http = createServer((_, response) => {
    asked++;
    response.end();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const letter = { headers: {}, body: Buffer.from("x"), trusted: false };
  await expect(postOutward(`https://localhost:${port}/`, letter)).rejects.toThrow("not public");
  expect(() => postOutward(`https://127.0.0.1:${port}/`, letter)).toThrow("without a name");
  expect(() => postOutward(`https://[::1]:${port}/`, letter)).toThrow("without a name");
  expect(asked).toBe(0);
  expect((await postOutward(`http://127.0.0.1:${port}/`, { ...letter, trusted: true })).status).toBe(200);
  await new Promise((resolve) => http.close(resolve));
});

it("follows a redirection nowhere", async () => {
  const http = createServer((_, response) => {
    response.writeHead(307, { location: "http://169.254.169.254/", "retry-after": "7" }).end();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const letter = { headers: {}, body: Buffer.from("x"), trusted: true };
  expect(await postOutward(`http://127.0.0.1:${port}/`, letter)).toEqual({
    status: 307,
    retryAfterMs: 7_000,
  });
  await new Promise((resolve) => http.close(resolve));
});
