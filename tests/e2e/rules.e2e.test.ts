import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { untilLive } from "./board";
import { PHONE } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";

describe("the rules of a list", () => {
  const club = withClub();
  const rules = (who: string, device?: typeof PHONE) => club.open(who, device, "/club/reglas");
  const returns = (page: Page) => page.getByLabel("Quien regresa del campo");
  const change = (page: Page, path: string, data: object) =>
    page.request.patch(path, { data, headers: { origin: club.server.url } });

  it("[C-21] says before saving who would stand elsewhere today, and holds from the next return on", async () => {
    const page = await rules(ADMIN);
    await untilLive(page);
    const [first, second] = await club.caddies(1, page);
    const status = (id = "") => `/api/caddies/${id}/status`;
    await change(page, status(first?.id), { status: "En campo" });
    await change(page, status(first?.id), { status: "Disponible" });
    await returns(page).selectOption({ label: "conserva su puesto" });
    await page.getByText("Con estas reglas hoy habrían cambiado de puesto 40 caddies:").waitFor();
    await page.getByText("40.º → 1.º").waitFor();
    await page.getByText("y 34 más").waitFor();
    await page.getByRole("button", { name: "Guardar" }).click();
    await page.getByText("Guardado. Vale desde ahora en esta lista.").waitFor();
    await change(page, status(second?.id), { status: "En campo" });
    await change(page, status(second?.id), { status: "Disponible" });
    expect((await club.caddies(1, page))[0]?.id).toBe(second?.id);
  });

  it("a second admin sees them change, and what he is changing himself stays his until he chooses", async () => {
    const mine = await rules(ADMIN);
    const theirs = await rules(ADMIN2, PHONE);
    await untilLive(mine);
    await untilLive(theirs);
    await mine.getByRole("button", { name: "Lista 2" }).click();
    await theirs.getByRole("button", { name: "Lista 2" }).click();
    await mine.getByLabel("A quien se le salta el turno").selectOption({ label: "baja 5 puestos" });
    await returns(theirs).selectOption({ label: "queda de primero" });
    await theirs.getByLabel("A quien se le salta el turno").selectOption({ label: "va al final de la cola" });
    await theirs.getByRole("button", { name: "Guardar" }).click();
    await mine.getByText("Otra persona puso «va al final de la cola» mientras escribías.").waitFor();
    expect(await returns(mine).inputValue()).toBe('"front"');
    await mine.getByRole("button", { name: "Dejar el suyo" }).click();
    await mine.getByRole("button", { name: "Guardar" }).waitFor({ state: "detached" });
  });

  it("is reached from the club's page, and is no page for a caddie", async () => {
    const page = await club.open(ADMIN, undefined, "/club");
    await untilLive(page);
    await page.getByRole("link", { name: "Reglas de cada lista" }).click();
    await page.getByRole("heading", { name: "Reglas", level: 1 }).waitFor();
    club.expectTrouble(/status of 404/);
    const phone = await club.open("caddie50@demo.club", PHONE, "/club/reglas");
    await phone.getByText("Esta página no existe").waitFor();
  });
});
