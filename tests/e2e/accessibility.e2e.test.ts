import { beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe";
import { DESKTOP, PHONE } from "./browser";
import { withClub } from "./club";
import { fillBoard } from "./fill-board";
import { SCREENS } from "./screens";

describe.each(["light", "dark"] as const)("axe finds nothing in the %s theme", (colorScheme) => {
  const club = withClub();
  beforeAll(() => fillBoard(club));

  describe.each([
    ["phone", PHONE],
    ["desktop", DESKTOP],
  ])("on a %s", (_name, device) => {
    it.each(Object.entries(SCREENS))("%s", async (name, open) => {
      if (name === "the changes to be sent") club.expectTrouble(/net::ERR_FAILED/);
      if (name === "a page that is not there") club.expectTrouble(/status of 404/);
      const page = await open(club, { ...device, colorScheme, reducedMotion: "reduce" });
      expect(await violations(page)).toEqual([]);
    });
  });
});
