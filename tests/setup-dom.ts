import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// What jsdom lacks of the platform, as far as the screens lean on it. Where layout decides (sizes, focus rings, the
// top layer), tests/e2e looks at a real browser instead.

afterEach(cleanup);

const dialog = HTMLDialogElement.prototype;
dialog.show = function show() {
  this.open = true;
};
dialog.showModal = function showModal() {
  if (this.open) throw new DOMException("The dialog is already open.", "InvalidStateError");
  this.open = true;
  const first = this.querySelector<HTMLElement>(
    "[autofocus], button, [href], input, select, textarea, [tabindex]",
  );
  (first ?? this).focus();
};
dialog.close = function close(returnValue) {
  if (!this.open) return;
  this.open = false;
  if (returnValue !== undefined) this.returnValue = returnValue;
  this.dispatchEvent(new Event("close"));
};
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const open = [...document.querySelectorAll("dialog")].filter((d) => d.open).at(-1);
  if (open?.dispatchEvent(new Event("cancel", { cancelable: true }))) open.close();
});

// A phone held upright, light, with motion allowed; a test that needs another says so with vi.stubGlobal.
window.matchMedia = (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
  dispatchEvent: () => false,
});

class IdleObserver {
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}
globalThis.ResizeObserver = IdleObserver;
globalThis.IntersectionObserver = IdleObserver;

Element.prototype.scrollIntoView = () => {};
Element.prototype.setPointerCapture = () => {};
Element.prototype.releasePointerCapture = () => {};
Element.prototype.hasPointerCapture = () => false;
Element.prototype.getAnimations = () => [];
Element.prototype.animate = () =>
  Object.assign(new EventTarget(), { cancel() {}, finished: Promise.resolve() }) as never;
window.scrollTo = () => {};
