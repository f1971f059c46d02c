import { describe, it } from "vitest";
import { column, goTo, openMenu, untilShown } from "./board";
import { withClub } from "./club";
import { DayScreens, LIST } from "./day-screens";
import { asAdmin, called } from "./wall";

const PATIENCE_MS = 300_000;

describe("a day in English, at the desk, on a caddie's phone and on the wall", () => {
  const club = withClub();

  it(
    "[C-13] the pages of a day speak English alone, and follow each other live",
    async () => {
      const day = await DayScreens.open(club, "/turnos", "en");
      const { master, phone, tv } = day;
      await master.request.put("/api/club", { data: { language: "en" }, ...asAdmin(club) });
      await tv.getByText("Live").waitFor();
      const look = (name: string) => day.look(`en-${name}`);
      await look("01-board");

      await goTo(master, "Roll call");
      await master.getByRole("button", { name: /^Open the roll call: 40/ }).click();
      await master.getByText("0 of 40").waitFor();
      await master.keyboard.press("2");
      await master.getByText("1 of 40").waitFor();
      await phone.getByText("3rd", { exact: true }).waitFor();
      await look("02-roll-call");
      await master.getByRole("button", { name: "Close with 39 not marked" }).click();
      await master.getByText(/closed by Ana Posada/).waitFor();
      await look("03-roll-closed");

      await goTo(master, "Draw");
      await goTo(phone, "Draw");
      await master.getByRole("button", { name: "Prepare with 40 caddies" }).click();
      await phone.getByText("Promised").waitFor();
      await master.getByRole("button", { name: "Draw now" }).click();
      await phone.getByText("Verified on this phone").click();
      await look("04-drawn");

      await goTo(phone, "My list");
      await goTo(master, "Rotation");
      await day.agree();
      const [next, second, third] = await day.queue();
      if (!next || !second || !third) throw new Error("the list is empty");
      const menu = await openMenu(master, next.id);
      await look("05-menu");
      await menu.getByRole("button", { name: "Call", exact: true }).click();
      await called(tv, "Called now").getByText(next.name).waitFor();
      await look("06-called");
      await column(master, LIST).getByRole("button", { name: "Options for List 1" }).click();
      await look("07-list-menu");
      await master.getByRole("button", { name: "Send the next 3" }).click();
      await untilShown(master, LIST, { out: [third.id, second.id, next.id].toSorted() });
      await day.agree();
      await tv.getByText("On the course · 3").waitFor();
      await phone.getByText("On the course · 3").click();
      await look("08-group-out");

      await goTo(master, "Announce");
      await master.getByLabel("Message").fill("Storm: come back");
      await master.getByText("Urgent", { exact: true }).click();
      await master.getByRole("button", { name: "Announce" }).click();
      await phone.getByRole("button", { name: "Understood" }).waitFor();
      await tv.getByText("Storm: come back").waitFor();
      await look("09-announced");
      await phone.getByRole("button", { name: "Understood" }).tap();

      await goTo(master, "History");
      await master.getByRole("link", { name: "Closes" }).click();
      await day.isToday();
      await master.getByText("3 caddies on the course").waitFor();
      await master.getByRole("button", { name: "Close the day now" }).click();
      await master.getByText("3 turns that nobody ended").waitFor();
      await tv.getByText("Nobody is on the course.").waitFor();
      await day.agree();
      await look("10-closed");
    },
    PATIENCE_MS,
  );
});
