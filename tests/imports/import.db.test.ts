import { expect, it } from "vitest";
import type { Caddie } from "@/lib/caddies/contract";
import type { ProblemBody } from "@/lib/http/problem";
import type { Imported, ImportUndone } from "@/lib/imports/contract";
import type { Person } from "../harness/factories";
import { expectWholeLog, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

const rowsOf = (...names: string[]) =>
  names.map((name, i) => ({ row: i + 2, name, phoneNumber: "", list: "1" }));
const importAs = ({ api }: Person, body: object, key?: string) =>
  api.request<{ data: Imported } & ProblemBody>("POST", "/api/caddies/import", { body, key });
const undoAs = ({ api }: Person, importKey: string) =>
  api.request<{ data: ImportUndone } & ProblemBody>("POST", "/api/caddies/import/undo", {
    body: { importKey },
  });
const queue = (caddies: Caddie[], listNumber: number) =>
  caddies.filter((c) => c.listNumber === listNumber && c.position !== null).map(({ name }) => name);

onEveryDatabase((suite) => {
  it("the good rows join the ends of their lists in the order of the file, and the bad ones are named", async () => {
    const club = await suite.club(2, 1);
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    const phone = await (await club.as(club.at(1, 2))).connect();
    const desk = await (await club.addAdmin()).connect();
    const { status, body } = await importAs(club.admin, {
      rows: [
        { row: 2, name: "Zoila", phoneNumber: "300 1234", list: "Lista 1" },
        { row: 3, name: "Abel", phoneNumber: "no tiene", list: "1" },
        { row: 4, name: "Wilmar", phoneNumber: "", list: "2" },
        { row: 5, name: "Elkin", phoneNumber: "", list: "1" },
        { row: 6, name: "caddie 2.1", phoneNumber: "", list: "1" },
      ],
    });
    expect(status).toBe(201);
    expect(body.data).toEqual({
      added: 3,
      bad: [
        { row: 3, column: "phoneNumber", fault: "phoneBad" },
        { row: 6, column: "name", fault: "onBoard", of: 2 },
      ],
    });
    const { data, cursors } = (await club.admin.api.board()).body;
    expect(queue(data, 1)).toEqual(["Caddie 1.2", "Zoila", "Elkin"]);
    expect(queue(data, 2)).toEqual(["Caddie 2.1", "Wilmar"]);
    expect(data.find(({ name }) => name === "Zoila")).toMatchObject({ phoneNumber: "300 1234", position: 2 });
    await desk.reach(cursors);
    const told = phone.on("list-1").filter(({ event }) => event === "caddie:added");
    expect(told.map(({ data: d }) => (d as Caddie).name)).toEqual(["Zoila", "Elkin"]);
    expect(told.map(({ data: d }) => (d as Caddie).position)).toEqual([2, 3]);
    expect(JSON.stringify(told)).not.toContain("300 1234");
    const [move] = (await club.admin.api.moves(data.find(({ name }) => name === "Elkin")?.id ?? "")).body
      .data;
    expect(move).toMatchObject({ kind: "added", rule: "end_of_list", to: { position: 3 } });
    await expectWholeLog(suite.server, club.id);
  });

  it("[R-09] five hundred at once are one change, and the same key brings none of them twice", async () => {
    const club = await suite.club(1, 1);
    const rows = Array.from({ length: 500 }, (_, i) => ({
      ...{ row: i + 2, name: `Caddie número ${i} ${"ñ".repeat(60)}`, phoneNumber: `300 555 ${1000 + i}` },
      list: `${1 + (i % 2)}`,
    }));
    const replies = [
      await importAs(club.admin, { rows }, "one-import"),
      await importAs(club.admin, { rows }, "one-import"),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(replies.map(({ body }) => body.data.added)).toEqual([500, 500]);
    const { data } = (await club.admin.api.board()).body;
    expect(data).toHaveLength(502);
    expect(queue(data, 1).slice(1)).toEqual(rows.filter((_, i) => i % 2 === 0).map(({ name }) => name));
    await expectWholeLog(suite.server, club.id);
    expect((await importAs(club.admin, { rows: [...rows, ...rowsOf("Uno más")] })).status).toBe(422);
  });

  it("a whole import is taken back, but for those with whom something was done since", async () => {
    const club = await suite.club(2);
    const phone = await (await club.as(club.at(1, 1))).connect();
    await importAs(club.admin, { rows: rowsOf("Ana", "Beto", "Carlos", "Delio") }, "the-file");
    const { data } = (await club.admin.api.board()).body;
    const idOf = (name: string) => data.find((caddie) => caddie.name === name)?.id ?? "";
    await club.admin.api.status(idOf("Beto"), "En campo");
    await club.admin.api.invite({ name: "Carlos", role: "CADDIE", caddieId: idOf("Carlos") });
    const colleague = await club.addAdmin();
    expect((await undoAs(colleague, "the-file")).body.data).toEqual({ removed: 2, kept: 2 });
    const after = (await club.admin.api.board()).body;
    expect(after.data.map(({ name }) => name).sort()).toEqual(["Beto", "Caddie 1.1", "Caddie 1.2", "Carlos"]);
    await phone.reach({ "list-1": after.cursors["list-1"] ?? { epoch: "", seq: 0 } });
    const gone = phone.on("list-1").filter(({ event }) => event === "caddie:deleted");
    expect(gone.map(({ data: d }) => (d as { name: string }).name)).toEqual(["Ana", "Delio"]);
    expect(await undoAs(club.admin, "the-file")).toMatchObject({
      status: 409,
      body: { code: "NOT_UNDOABLE" },
    });
    // One of them alone can still be brought back.
    expect((await club.admin.api.undo(idOf("Ana"))).status).toBe(200);
    await expectWholeLog(suite.server, club.id);
  });

  it("nobody takes back another club's import, nor one that is older than the undo", async () => {
    const [club, other] = [await suite.club(1), await suite.club(1)];
    await importAs(club.admin, { rows: rowsOf("Ana") }, "mine");
    expect((await undoAs(other.admin, "mine")).status).toBe(409);
    expect((await undoAs(await club.as(club.at(1, 1)), "mine")).status).toBe(403);
    expect((await club.admin.api.board()).body.data).toHaveLength(2);
  });

  it("rows without a good one among them change nothing and are not told", async () => {
    const club = await suite.club(1);
    const before = (await logOf(suite.server, club.id)).length;
    expect((await importAs(club.admin, { rows: rowsOf("", "Caddie 1.1") })).body.data).toMatchObject({
      added: 0,
      bad: [{ fault: "nameMissing" }, { fault: "onBoard" }],
    });
    expect((await importAs(club.admin, { rows: [] })).body.errors).toMatchObject([{ path: "rows" }]);
    expect(await logOf(suite.server, club.id)).toHaveLength(before);
  });

  it("a body beyond its size is refused before it is read", async () => {
    const club = await suite.club(1);
    const raw = JSON.stringify({ rows: rowsOf("x".repeat(600_000)) });
    expect((await club.admin.api.request("POST", "/api/caddies/import", { raw })).status).toBe(413);
  });

  it("taps go on while a file comes in and goes", async () => {
    const club = await suite.club(6, 6);
    const taps = club.caddies.map(({ id }) => club.admin.api.status(id, "En campo"));
    const names = Array.from({ length: 60 }, (_, i) => `Nuevo ${i}`);
    const [file, ...replies] = await Promise.all([
      importAs(club.admin, { rows: rowsOf(...names) }, "busy"),
      ...taps,
    ]);
    expect([file.status, ...replies.map(({ status }) => status)]).toEqual([201, ...Array(12).fill(200)]);
    const colleague = await club.addAdmin();
    const [undone, ...back] = await Promise.all([
      undoAs(club.admin, "busy"),
      ...club.caddies.map(({ id }) => colleague.api.status(id, "Disponible")),
    ]);
    expect([undone.status, ...back.map(({ status }) => status)]).toEqual(Array(13).fill(200));
    await expectWholeLog(suite.server, club.id);
  });

  it("the board as a file says who stands where, with names that are formulas disarmed, and reads back", async () => {
    const club = await suite.club(1, 1);
    await club.admin.api.add({ name: "=1+1; Ñato", phoneNumber: "+57 300 1234", listNumber: 2 });
    const reply = await club.admin.api.request<string>("GET", "/api/caddies/export?language=en");
    expect(reply.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(reply.headers.get("content-disposition")).toMatch(
      /^attachment; filename="caddies-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(reply.headers.get("cache-control")).toBe("no-store");
    const lines = reply.body.replace("\ufeff", "").trimEnd().split("\r\n");
    expect(lines[0]).toBe("Name,Phone,List,Status,Place");
    expect(lines.at(-1)).toBe(`"'=1+1; Ñato",'+57 300 1234,Lista 2,Disponible,2`);
    const spanish = await club.admin.api.request<string>("GET", "/api/caddies/export");
    expect(spanish.body).toContain("Nombre;Teléfono;Lista;Estado;Puesto");
  });
});
