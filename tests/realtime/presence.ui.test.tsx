import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CaddieForm } from "@/components/caddies/caddie-form";
import { OnlineUsers } from "@/components/realtime/online-users";
import { PresenceIndicator } from "@/components/realtime/presence-indicator";
import type { PresentUser } from "@/lib/realtime/contract";
import { TestClub } from "./test-club";

let club: TestClub;
beforeEach(async () => {
  club = await TestClub.open();
});
afterEach(() => club.server.close());

const person = (name: string, status: PresentUser["status"] = "online"): PresentUser => ({
  id: name,
  name,
  role: "CADDIE",
  status,
});
const me: PresentUser = { id: "u", name: "Marta", role: "ADMIN", status: "online" };

describe("[R-05] who is online", () => {
  it("is a number without oneself, and names with their state behind a tap; it follows live", async () => {
    club.server.present = [person("Luis"), me];
    render(<OnlineUsers />, { wrapper: club.page() });
    const button = await screen.findByRole("button", { name: "1 en línea" });
    const users = [person("Luis", "idle"), person("Ana"), me];
    act(() => club.server.signal("presence:change", { resource: "club", users }));
    await screen.findByRole("button", { name: "2 en línea" });
    await userEvent.click(button);
    expect(screen.getByText("Luis").parentElement?.textContent).toContain("sin actividad");
    expect(screen.getByText("Ana").parentElement?.textContent).toContain("activo");
    expect(screen.queryByText("Marta")).toBeNull();
  });

  it("is not told while nothing is known: it is asked again after each reconnection, and never shown old", async () => {
    club.server.present = [person("Luis")];
    render(<OnlineUsers />, { wrapper: club.page() });
    await screen.findByRole("button", { name: "1 en línea" });
    club.server.present = [];
    act(() => club.server.cut());
    await waitFor(() => expect(screen.queryByRole("button", { name: "1 en línea" })).toBeNull());
    await screen.findByRole("button", { name: "Nadie más en línea" });
    expect(club.server.looked).toEqual(["presence:join club", "presence:join club"]);
  });
});

describe("[R-05] who looks at the same", () => {
  it("is joined once for two parts of a page, and left with the last of them", async () => {
    club.server.present = [person("Luis"), person("Ana"), person("Zoe"), person("Wil")];
    const both = (
      <>
        <PresenceIndicator resource="caddie:1" />
        <PresenceIndicator resource="caddie:1" />
      </>
    );
    const page = render(both, { wrapper: club.page() });
    expect(await screen.findAllByText("Luis, Ana, Zoe y 1 más también lo están viendo")).toHaveLength(2);
    page.rerender(<PresenceIndicator resource="caddie:1" />);
    page.rerender(<p>otra cosa</p>);
    await waitFor(() =>
      expect(club.server.looked).toEqual(["presence:join caddie:1", "presence:leave caddie:1"]),
    );
  });

  it("says in a form who else has it open and what he types in, and tells the others what I do", async () => {
    club.server.present = [person("Germán"), me];
    const form = (
      <CaddieForm
        title="Editar"
        submitLabel="Guardar"
        initial={{ name: "Alejandro", phoneNumber: null, listNumber: 1 }}
        resource="caddie:1"
        onSubmit={async () => null}
        onClose={() => {}}
      />
    );
    const page = render(form, { wrapper: club.page() });
    await screen.findByText("Germán también lo tiene abierto");
    const users = [
      { id: "Germán", name: "Germán", field: "phoneNumber" },
      { id: "u", name: "Marta", field: "name" },
    ];
    act(() => club.server.signal("typing:change", { resource: "caddie:1", users }));
    await screen.findByText(/^Germán está editando: /);
    await userEvent.type(screen.getByLabelText("Nombre"), " R");
    page.rerender(<p>cerrado</p>);
    await waitFor(() => expect(club.server.looked).toContain("presence:leave caddie:1"));
    expect(club.server.looked.filter((word) => word.startsWith("typing"))).toEqual([
      "typing:start caddie:1 name",
      "typing:stop caddie:1 name",
    ]);
  });
});
