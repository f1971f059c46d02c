import type { Club } from "./club";
import { board } from "./openers";

/** Some who are out and one who is absent, so that every kind of row is on the screens. */
export async function fillBoard(club: Club): Promise<void> {
  const page = await board(club, undefined);
  const [first, second, third] = await club.caddies(1, page);
  const change = (id: string | undefined, status: string) =>
    page.request.patch(`/api/caddies/${id}/status`, {
      data: { status },
      headers: { origin: club.server.url },
    });
  await change(first?.id, "En campo");
  await change(second?.id, "En campo");
  await change(third?.id, "Ausente");
  await page.close();
}
