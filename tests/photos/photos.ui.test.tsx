// @vitest-environment jsdom
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, type Mock, test, vi } from "vitest";
import { PhotoEditor } from "@/components/photos/photo-editor";
import { PhotosProvider } from "@/components/photos/photos-provider";
import { Avatar } from "@/components/ui/avatar";
import type { Photos } from "@/lib/photos/vocabulary";
import { TestClub } from "../realtime/test-club";
import "../ui/render";
import { violationsIn } from "../ui/accessibility";

let club: TestClub;
let asked: { method: string; path: string }[];
let status: number;
let decode: Mock<() => Promise<void>>;

beforeEach(async () => {
  club = await TestClub.open();
  asked = [];
  status = 200;
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    if (!path.includes("/photo")) return other(path, init);
    asked.push({ method: init.method ?? "GET", path });
    if (init.method === "DELETE" && status === 200) return new Response(null, { status: 204 });
    return Response.json({ data: { userId: "u", version: 2, removed: false } }, { status });
  });
  // jsdom draws nothing.
  URL.createObjectURL = () => "blob:here";
  URL.revokeObjectURL = () => undefined;
  decode = vi.fn().mockResolvedValue(undefined);
  HTMLImageElement.prototype.decode = decode;
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((done, type) =>
    done(new Blob(["x"], { type })),
  );
});
afterEach(async () => {
  await club.server.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const faces = (container: HTMLElement) =>
  [...container.querySelectorAll("img")].map((i) => i.getAttribute("src"));
const open = (photos: Photos) =>
  render(
    <PhotosProvider photos={photos}>
      <Avatar name="Ana Ríos" of="a" />
      <Avatar name="Caddie" of="caddie-of-a" />
      <PhotoEditor userId="u" name="Marta" />
    </PhotosProvider>,
    { wrapper: club.page() },
  );
const tell = (data: object, seq: number) =>
  act(() =>
    club.server.send({
      ...{ event: "photo:changed", stream: "admins", epoch: "e", seq, id: `e${seq}` },
      timestamp: "2026-11-20T15:00:00.000Z",
      data,
    }),
  );

test("a face stands over the letters, also under the caddie's id, and follows what is told of it", async () => {
  const { container } = open({ a: { userId: "a", version: 3 }, "caddie-of-a": { userId: "a", version: 3 } });
  expect(faces(container)).toEqual(["/api/users/a/photo?v=3", "/api/users/a/photo?v=3"]);
  expect(screen.getByText("AR")).toBeInTheDocument();
  await waitFor(() => expect(club.server.clients).toHaveLength(1));
  await waitFor(() => expect(club.server.handshakes).not.toEqual([]));
  const about = { userId: "a", caddieId: "caddie-of-a" };
  tell({ ...about, version: 4, removed: false }, 1);
  await waitFor(() => expect(faces(container)).toEqual(Array(2).fill("/api/users/a/photo?v=4")));
  tell({ ...about, version: 5, removed: true }, 2);
  await waitFor(() => expect(faces(container)).toEqual([]));
  expect(await violationsIn(container)).toEqual([]);
});

test("one's own shows before the server has it; taken away, it can be given back", async () => {
  const { container } = open({ u: { userId: "u", version: 1 } });
  await userEvent.upload(
    screen.getByLabelText("Cambiar foto"),
    new File(["x"], "yo.jpg", { type: "image/jpeg" }),
  );
  expect(await screen.findByText("Foto guardada.")).toBeVisible();
  expect(faces(container)).toEqual(["blob:here"]);
  await userEvent.click(screen.getByRole("button", { name: "Quitar" }));
  expect(await screen.findByText("Foto quitada.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Deshacer" }));
  expect(await screen.findByText("Foto guardada.")).toBeVisible();
  expect(asked.map(({ method }) => method)).toEqual(["PUT", "GET", "DELETE", "PUT"]);
});

test("what is refused is said, and the former face stands", async () => {
  const { container } = open({ u: { userId: "u", version: 1 } });
  status = 422;
  await userEvent.upload(
    screen.getByLabelText("Cambiar foto"),
    new File(["x"], "yo.jpg", { type: "image/jpeg" }),
  );
  expect(await screen.findByText(/No se pudo guardar/)).toBeVisible();
  expect(faces(container)).toEqual(["/api/users/u/photo?v=1"]);
  decode.mockRejectedValue(new DOMException("no", "EncodingError"));
  await userEvent.upload(
    screen.getByLabelText("Cambiar foto"),
    new File(["x"], "x.png", { type: "image/png" }),
  );
  expect(await screen.findByText(/No se pudo leer esa foto/)).toBeVisible();
  expect(asked).toHaveLength(1);
});
