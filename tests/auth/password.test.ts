import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/auth/password";

/** The shortest of three, in ms: what else the machine does only makes one longer. */
async function shortest(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 3; n++) {
    const begun = performance.now();
    await work();
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

describe("a password", () => {
  it("is kept as Argon2id with its parameters, never the same twice", async () => {
    const [one, two] = await Promise.all([hashPassword("secreta"), hashPassword("secreta")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, "secreta")).toBe(true);
    expect(await verifyPassword(two, "Secreta")).toBe(false);
  });

  it("takes as long to refuse for nobody as for somebody", async () => {
    const encoded = await hashPassword("secreta");
    expect(await verifyPassword(null, "nobody's password")).toBe(false);
    const somebody = await shortest(() => verifyPassword(encoded, "wrong"));
    const nobody = await shortest(() => verifyPassword(null, "wrong"));
    // Without the hash it would be a hundredth.
    expect(nobody).toBeGreaterThan(somebody / 4);
  });

  it("is checked two at a time, and all of them are", async () => {
    const encoded = await hashPassword("secreta");
    const checks = Array.from({ length: 9 }, (_, n) => verifyPassword(encoded, n % 2 ? "wrong" : "secreta"));
    expect(await Promise.all(checks)).toEqual(checks.map((_, n) => n % 2 === 0));
  });
});
