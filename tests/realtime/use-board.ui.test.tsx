import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCaddie } from "../../lib/caddies/reducer";
import { ANA, caddieId } from "../caddies/paper-yard";
import { openBoardPage } from "./board-page";
import { setOnline, TestClub } from "./test-club";

let club: TestClub;
const [FIRST, SECOND, THIRD] = [caddieId(0), caddieId(1), caddieId(2)];

beforeEach(async () => {
  club = await TestClub.open();
});

afterEach(async () => {
  setOnline(true);
  await club.server.close();
});

const open = (options?: Parameters<TestClub["page"]>[0]) => openBoardPage(club, options);

describe("the board while live", () => {
  it("[C-13] [R-16] follows the events alone: not one request after the page has come", async () => {
    const page = open();
    await page.live();
    club.yard.status(FIRST, "En campo");
    act(() => club.tell());
    await waitFor(() => expect(page.status(FIRST)).toBe("En campo"));
    expect(page.queue()).toEqual([SECOND, THIRD]);
    expect(page.now().board.confirmed).toEqual(page.now().board.board);
    expect([...page.now().board.changed]).toEqual([FIRST]);
    expect(club.requests()).toEqual([]);
    await waitFor(() => expect(page.now().board.changed.size).toBe(0), { timeout: 3_000 });
  });

  it("[C-17] is what a fresh fetch would show, after a cut in which much has happened", async () => {
    const page = open();
    await page.live();
    club.server.cut();
    club.yard.status(FIRST, "En campo");
    club.yard.moveTo(THIRD, 1, 1);
    club.tell();
    await waitFor(() => expect(page.queue()).toEqual([THIRD, SECOND]), { timeout: 3_000 });
    expect(club.requests()).toEqual([]);
  });

  it("[C-05] loses a list that may no longer be seen, and asks for the page anew", async () => {
    const page = open();
    await page.live();
    club.yard.queues.delete(3);
    for (const [id, row] of club.yard.rows) if (row.listNumber === 3) club.yard.rows.delete(id);
    delete club.yard.heads["list-3"];
    act(() => club.server.signal("access:changed", { lists: [1, 2], role: "ADMIN" }));
    await waitFor(() => expect(Object.keys(page.now().board.board.lists)).toEqual(["1", "2"]));
    expect(club.refresh).toHaveBeenCalledTimes(1);
    club.yard.status(FIRST, "En campo");
    act(() => club.tell());
    await waitFor(() => expect(page.status(FIRST)).toBe("En campo"));
  });

  it("without a snapshot of its own is loaded once, and nothing that came meanwhile is lost", async () => {
    let arrive = () => {};
    club.delay = new Promise((resolve) => {
      arrive = resolve;
    });
    const page = open({ initial: null });
    expect(page.now().board.status).toBe("loading");
    await page.live();
    club.yard.status(FIRST, "En campo");
    act(() => club.tell());
    // The event has come before the snapshot that does not know of it: its socket has answered since.
    await act(() => page.now().client.emit("ping:rtt", {}));
    arrive();
    await waitFor(() => expect(page.now().board.status).toBe("ready"));
    expect(page.status(FIRST)).toBe("En campo");
    club.yard.status(SECOND, "En campo");
    act(() => club.tell());
    await waitFor(() => expect(page.queue()).toEqual([THIRD]));
    expect(club.requests("GET").map((r) => r.path)).toEqual(["/api/caddies"]);
  });
});

describe("a tap", () => {
  it("[R-08] shows at once, and stays when the server's word comes: no flicker", async () => {
    const page = open();
    await page.live();
    let go = () => {};
    club.gate = new Promise((resolve) => {
      go = resolve;
    });
    let opId = "";
    act(() => {
      opId = page.now().change(FIRST, "En campo");
    });
    await waitFor(() => expect(page.status(FIRST)).toBe("En campo"));
    expect(page.now().board.pending.get(FIRST)).toMatchObject([{ opId, state: "sending" }]);
    expect(findCaddie(page.now().board.confirmed, FIRST)?.status).toBe("Disponible");
    go();
    await waitFor(() => expect(page.now().pending).toEqual([]));
    expect(page.shown(FIRST)).toEqual(["Disponible", "En campo"]);
    expect(findCaddie(page.now().board.confirmed, FIRST)?.status).toBe("En campo");
    const body = { caddieId: FIRST };
    expect(club.requests()).toEqual([{ method: "POST", path: "/api/turns", key: opId, body }]);
  });

  it("[R-08] that the server refuses is taken back, with a word about who was first", async () => {
    const page = open();
    await page.live();
    const current = { ...club.yard.rows.get(FIRST), status: "En campo" };
    const [at, by] = ["2026-11-20T15:32:00.000Z", ANA];
    club.refusal = {
      status: 409,
      code: "CADDIE_NOT_AVAILABLE",
      title: "Conflict",
      detail: "",
      current,
      by,
      at,
    };
    act(() => {
      page.now().change(FIRST, "En campo");
    });
    await waitFor(() => expect(page.status(FIRST)).toBe("En campo"));
    await waitFor(() => expect(page.status(FIRST)).toBe("Disponible"));
    expect(
      await screen.findByText(/Caddie 0 ya está en campo, lo envió Ana a las 10:32/),
    ).toBeInTheDocument();
    expect(page.now().stack.items).toEqual([]);
    await waitFor(() => expect(club.requests("GET")).toHaveLength(1));
  });

  it("[R-09] without a network waits visibly, and goes out once, in the order of the taps", async () => {
    const page = open();
    await page.live();
    act(() => setOnline(false));
    act(() => {
      page.now().change(FIRST, "En campo");
      page.now().update(THIRD, { position: 1, reason: "turno cambiado" });
      page.now().remove(SECOND);
    });
    await waitFor(() =>
      expect(page.now().pending.map((p) => p.state)).toEqual(["queued", "queued", "queued"]),
    );
    expect(page.now().pending.map((p) => p.intention.kind)).toEqual(["status", "place", "remove"]);
    expect(page.queue()).toEqual([THIRD]);
    expect(club.requests()).toEqual([]);
    let go = () => {};
    club.gate = new Promise((resolve) => {
      go = resolve;
    });
    act(() => setOnline(true));
    await waitFor(() =>
      expect(page.now().pending.map((p) => p.state)).toEqual(["sending", "queued", "queued"]),
    );
    expect(club.requests()).toHaveLength(1);
    go();
    await waitFor(() => expect(page.now().pending).toEqual([]));
    expect(club.requests().map((r) => r.method)).toEqual(["POST", "PUT", "DELETE"]);
    expect(page.queue()).toEqual([THIRD]);
    expect(page.now().board.confirmed).toEqual(page.now().board.board);
    expect(page.shown(SECOND)).toEqual(["Disponible", "gone"]);
  });

  it("I6 [R-09] whose answer was lost is repeated with the same key: one effect", async () => {
    const page = open();
    await page.live();
    club.loseAnswer = true;
    act(() => {
      page.now().change(FIRST, "Ausente");
    });
    await waitFor(() => expect(page.now().pending).toEqual([]), { timeout: 3_000 });
    const keys = club.requests("PATCH").map((r) => r.key);
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(club.yard.rows.get(FIRST)?.version).toBe(2);
    expect(page.shown(FIRST)).toEqual(["Disponible", "Ausente"]);
  });

  it("[C-16] without real time is confirmed by one snapshot, and does not flicker either", async () => {
    const page = open({ enabled: false });
    await waitFor(() => expect(page.now().connection).toMatchObject({ phase: "polling", reason: "off" }));
    await waitFor(() => expect(page.now().connection.lastSyncAt).not.toBeNull());
    club.afterwards = () => club.yard.moveTo(SECOND, 1, 3);
    act(() => {
      page.now().update(FIRST, { position: 3 });
    });
    await waitFor(() => expect(page.now().pending).toEqual([]));
    expect(page.now().board.confirmed.lists[1]?.queue).toEqual([THIRD, FIRST, SECOND]);
    // As he was, as he was tapped, as he is: no third picture in between.
    expect(page.queues()).toEqual([
      [FIRST, SECOND, THIRD],
      [SECOND, THIRD, FIRST],
      [THIRD, FIRST, SECOND],
    ]);
    expect(club.requests("GET")).toHaveLength(2);
  });

  it("[C-04] [R-09] after the session's end says so and waits for the next one, and the connection ends too", async () => {
    const page = open();
    await page.live();
    club.refusal = { status: 401, code: "TOKEN_EXPIRED", title: "", detail: "" };
    act(() => {
      page.now().change(FIRST, "Ausente");
    });
    expect(await screen.findByText(/Tu sesión terminó/)).toBeInTheDocument();
    await waitFor(() => expect(page.now().connection.phase).toBe("ended"));
    expect(page.now().pending).toMatchObject([{ state: "queued" }]);
    expect(club.requests("PATCH")).toHaveLength(1);
  });

  it("[R-08] can be taken back: he stands at once where he stood", async () => {
    const page = open();
    await page.live();
    let opId = "";
    act(() => {
      opId = page.now().update(FIRST, { position: 3 });
    });
    await waitFor(() => expect(page.queue()).toEqual([SECOND, THIRD, FIRST]));
    expect(page.now().stack.items).toMatchObject([{ opId, name: "Caddie 0" }]);
    act(() => page.now().stack.undoLast());
    await waitFor(() => expect(page.queue()).toEqual([FIRST, SECOND, THIRD]));
    expect(page.now().stack.items).toEqual([]);
    await waitFor(() => expect(page.now().pending).toEqual([]));
    const undone = club.requests().find((r) => r.path === `/api/caddies/${FIRST}/undo`);
    expect(undone?.body).toEqual({ opId });
    expect(page.now().board.confirmed.lists[1]?.queue).toEqual([FIRST, SECOND, THIRD]);
  });

  it("[R-08] that was refused is not taken back a second time", async () => {
    const page = open();
    await page.live();
    act(() => setOnline(false));
    act(() => {
      page.now().change(FIRST, "Ausente");
    });
    act(() => page.now().stack.undoLast());
    await waitFor(() => expect(page.now().pending).toHaveLength(2));
    club.refusal = { status: 403, code: "FORBIDDEN", title: "", detail: "" };
    act(() => setOnline(true));
    await waitFor(() => expect(page.now().pending).toEqual([]));
    expect(club.requests().map((r) => r.method)).toEqual(["PATCH"]);
    expect(await screen.findByText(/No tienes permiso para cambiar a Caddie 0/)).toBeInTheDocument();
    expect(page.status(FIRST)).toBe("Disponible");
  });
});

describe("a new caddie", () => {
  it("comes back with the fields that are wrong", async () => {
    const page = open();
    await page.live();
    const errors = [{ path: "name", message: "is too long" }];
    club.refusal = { status: 422, code: "INVALID", title: "", detail: "", errors };
    const added = await act(() => page.now().add({ name: "x", listNumber: 1 }));
    expect(added).toMatchObject({ ok: false, problem: { code: "INVALID", errors } });
  });

  it("I6 pressed again after silence is the same request", async () => {
    const page = open();
    await page.live();
    club.loseAnswer = true;
    const input = { name: "Iván", listNumber: 1 };
    expect(await act(() => page.now().add(input))).toMatchObject({ ok: false, problem: { code: "NETWORK" } });
    expect(await act(() => page.now().add(input))).toEqual({ ok: true });
    expect(await act(() => page.now().add(input))).toEqual({ ok: true });
    const keys = club.requests("POST").map((r) => r.key);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });
});
