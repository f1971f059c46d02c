import { describe, expect, it } from "vitest";
import { openMenu, sendButton, undoButton, untilLive, untilShown } from "./board";
import { DESKTOP } from "./browser";
import { ADMIN, ADMIN2, withClub } from "./club";
import { SocketGate } from "./socket-gate";

describe("two masters at once", () => {
  const club = withClub();
  const openBoth = async () => {
    const gate = new SocketGate();
    const one = await club.open(ADMIN);
    const two = await club.open(ADMIN2, DESKTOP, "/turnos", gate.guard);
    await untilLive(one);
    await untilLive(two);
    return { one, two, gate };
  };
  /** The browser logs each refused request by itself. */
  const REFUSED = /the server responded with a status of 409/;

  it("[C-13] see each other's taps", async () => {
    const { one, two } = await openBoth();
    const [first, second, third] = await club.caddies(1, one);
    if (!first || !second || !third) throw new Error("list 1 has no three caddies");
    await sendButton(one, first.name).click();
    await untilShown(two, 1, { next: second.id, out: [first.id] });
    await sendButton(two, second.name).click();
    await untilShown(one, 1, { next: third.id, out: [first.id, second.id] });
  });

  it("[R-08] never send the same caddie twice: the second is told by whom and when, and sees what is so", async () => {
    club.expectTrouble(REFUSED);
    const { one, two, gate } = await openBoth();
    const [first, second] = await club.caddies(2, one);
    if (!first || !second) throw new Error("list 2 has no two caddies");
    gate.silence();
    await sendButton(one, first.name).click();
    await untilShown(one, 2, { next: second.id });
    await sendButton(two, first.name).click();
    const word = two.getByText(`${first.name} ya está en campo, lo envió Ana Posada a las `);
    await word.waitFor();
    const clock = new Intl.DateTimeFormat("es", { timeZone: "America/Bogota", timeStyle: "short" });
    expect(await word.innerText()).toContain(clock.format(new Date()).slice(0, 2).replace(":", ""));
    await untilShown(two, 2, { next: second.id, out: [first.id] });
    await undoButton(two, first.name).waitFor({ state: "detached" });
    const turns = await one.request.get(`/api/turns?caddieId=${first.id}`);
    const { data } = (await turns.json()) as { data: { status: string }[] };
    expect(data.filter((turn) => turn.status === "open")).toHaveLength(1);
  });

  it("[R-08] roll back what was refused", async () => {
    club.expectTrouble(REFUSED);
    const { one, two, gate } = await openBoth();
    const [first, second] = await club.caddies(3, one);
    if (!first || !second) throw new Error("list 3 has no two caddies");
    gate.silence();
    const sheet = await openMenu(one, first.id);
    await sheet.getByRole("button", { name: "Marcar ausente" }).click();
    await untilShown(one, 3, { away: [first.id] });
    await sendButton(two, first.name).click();
    await two.getByText(`${first.name} está ausente, lo marcó Ana Posada a las `).waitFor();
    await untilShown(two, 3, { next: second.id, out: [], away: [first.id] });
  });
});
