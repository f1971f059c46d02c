// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { CaddieForm, type CaddieInput, type SubmitResult } from "@/components/caddies/caddie-form";
import { violationsIn } from "../ui/accessibility";
import { renderWithTexts } from "../ui/render";

function show(answer: SubmitResult = null) {
  const onSubmit = vi.fn(async (_input: CaddieInput) => answer);
  const onClose = vi.fn();
  renderWithTexts(
    <CaddieForm
      title="Agregar caddie"
      submitLabel="Agregar"
      initial={{ name: "", phoneNumber: null, listNumber: 2 }}
      lists={[1, 2, 3].map((number) => ({ number, name: `Lista ${number}` }))}
      onSubmit={onSubmit}
      onClose={onClose}
    />,
  );
  return { onSubmit, onClose };
}

const submit = () => userEvent.click(screen.getByRole("button", { name: "Agregar" }));

test("what is wrong is said beside its field, and nothing is sent", async () => {
  const { onSubmit } = show();
  await userEvent.type(screen.getByLabelText("Teléfono"), "llámame");
  await submit();
  expect(screen.getByLabelText("Nombre")).toHaveAccessibleDescription("Escribe el nombre.");
  expect(screen.getByLabelText("Teléfono")).toBeInvalid();
  expect(onSubmit).not.toHaveBeenCalled();
});

test("a complete form is sent as it will be stored, and closes", async () => {
  const { onSubmit, onClose } = show();
  await userEvent.type(screen.getByLabelText("Nombre"), "  Ana María  ");
  await userEvent.type(screen.getByLabelText("Teléfono"), "+57 300 123 4567");
  await userEvent.selectOptions(screen.getByLabelText("Lista"), "Lista 3");
  await submit();
  expect(onSubmit).toHaveBeenCalledWith({
    name: "Ana María",
    phoneNumber: "+57 300 123 4567",
    listNumber: 3,
  });
  expect(onClose).toHaveBeenCalledOnce();
});

test("the server's word on a field stands beside it, and what was typed stays", async () => {
  const { onClose } = show(["phoneNumber"]);
  await userEvent.type(screen.getByLabelText("Nombre"), "Ana");
  await submit();
  expect(screen.getByLabelText("Teléfono")).toBeInvalid();
  expect(screen.getByLabelText("Nombre")).toHaveValue("Ana");
  expect(onClose).not.toHaveBeenCalled();
});

test("when it could not be sent, that is said and nothing typed is lost", async () => {
  const { onClose } = show([]);
  await userEvent.type(screen.getByLabelText("Nombre"), "Ana");
  await submit();
  expect(screen.getByRole("alert")).toHaveTextContent("Lo que escribiste sigue aquí");
  expect(screen.getByLabelText("Nombre")).toHaveValue("Ana");
  expect(onClose).not.toHaveBeenCalled();
});

test("the name has the focus at once, and axe finds nothing", async () => {
  show();
  expect(screen.getByLabelText("Nombre")).toHaveFocus();
  expect(await violationsIn(screen.getByRole("dialog"))).toEqual([]);
});
