import jsQR from "jsqr";
import type { Locator } from "playwright-core";

/** What a phone's camera would read: the drawing as pixels. */
export async function readCode(code: Locator): Promise<string> {
  await code.waitFor();
  const { pixels, size } = await code.evaluate(async (svg) => {
    const size = 400;
    const copy = svg.cloneNode(true) as SVGElement;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", String(size));
    copy.setAttribute("height", String(size));
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(copy.outerHTML)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    return { pixels: [...(context?.getImageData(0, 0, size, size).data ?? [])], size };
  });
  return jsQR(new Uint8ClampedArray(pixels), size, size)?.data ?? "";
}
