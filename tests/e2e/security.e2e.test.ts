import { describe, expect, it } from "vitest";
import { ADMIN, withClub } from "./club";

const PAGES = ["/entrar", "/turnos", "/perfil", "/no-hay-nada-aqui"];

describe("what a page may do", () => {
  const club = withClub();

  it("every page names its own scripts by a nonce that no other page has", async () => {
    club.expectTrouble(/status of 404/);
    const page = await club.open(ADMIN);
    const nonces = new Set<string>();
    for (const path of PAGES) {
      const answer = await page.request.get(path);
      const policy = answer.headers()["content-security-policy"] ?? "";
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
      expect(nonce, path).toBeDefined();
      nonces.add(nonce ?? "");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe-eval");
      const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length, path).toBeGreaterThan(3);
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    }
    expect(nonces.size).toBe(PAGES.length);
  });

  it("a script that somebody got into the page does not run, and the board lives on", async () => {
    club.expectTrouble(/Content Security Policy/, /404.*\/x$/);
    const page = await club.open(ADMIN);
    await page.getByText("Conectado en tiempo real").first().waitFor();
    const ran = await page.evaluate(async () => {
      // As markup does that was not escaped: parsed with the page, without its nonce.
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.taken = 1'>");
      const handler = document.createElement("button");
      handler.setAttribute("onclick", "window.taken = 2");
      document.body.append(handler);
      handler.click();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return "taken" in window;
    });
    expect(ran).toBe(false);
  });

  it("[C-18] a choice of the client's own policy is not taken over", async () => {
    const page = await club.open(ADMIN);
    const answer = await page.request.get("/entrar", {
      headers: { "content-security-policy": "script-src 'nonce-AAAA'" },
    });
    expect(await answer.text()).not.toContain('nonce="AAAA"');
  });

  it("nothing is shown in a frame, guessed at, or told to other sites, and the API runs nothing", async () => {
    const page = await club.open(ADMIN);
    for (const path of ["/turnos", "/api/caddies", "/api/health", "/api/nothing"]) {
      const headers = (await page.request.get(path)).headers();
      expect(headers["x-content-type-options"], path).toBe("nosniff");
      expect(headers["x-frame-options"], path).toBe("DENY");
      expect(headers["referrer-policy"], path).toBe("same-origin");
      expect(headers["x-powered-by"], path).toBeUndefined();
      if (path.startsWith("/api/"))
        expect(headers["content-security-policy"], path).toContain("default-src 'none'");
    }
  });
});
