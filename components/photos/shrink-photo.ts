import { MOST_PHOTO_BYTES, MOST_PICKED_BYTES, PHOTO_SIDE, PICKED_TYPES } from "@/lib/photos/vocabulary";

export type PickFault = "wrongType" | "tooLarge" | "unreadable";
const QUALITIES = [0.86, 0.74, 0.6, 0.45, 0.3];

/**
 * Makes a small square of a picture from the phone, cut from its middle. What the camera wrote beside it, such as the
 * place, stays behind.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob | PickFault> {
  if (!PICKED_TYPES.some((type) => type === file.type)) return "wrongType";
  if (file.size > MOST_PICKED_BYTES) return "tooLarge";
  const url = URL.createObjectURL(file);
  try {
    // As an element: it turns the picture as it was held, also in browsers whose bitmaps do not.
    const image = new Image();
    image.src = url;
    await image.decode();
    return (await encode(squareOf(image))) ?? "unreadable";
  } catch (error) {
    if (error instanceof DOMException) return "unreadable";
    throw error;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function squareOf(image: HTMLImageElement): HTMLCanvasElement {
  const { naturalWidth: width, naturalHeight: height } = image;
  const side = Math.min(width, height);
  const kept = Math.min(side, PHOTO_SIDE);
  const canvas = Object.assign(document.createElement("canvas"), { width: kept, height: kept });
  const context = canvas.getContext("2d");
  if (context) {
    context.imageSmoothingQuality = "high";
    // What is seen through would be black in a picture that cannot be seen through.
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, kept, kept);
    // Faces stand above the middle of a picture that is held upright.
    const top = (height - side) * 0.35;
    context.drawImage(image, (width - side) / 2, top, side, side, 0, 0, kept, kept);
  }
  return canvas;
}

/** The best of it that is small enough; null when none is. */
async function encode(canvas: HTMLCanvasElement): Promise<Blob | null> {
  for (const type of ["image/webp", "image/jpeg"]) {
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
      // A browser that does not know the kind makes another one of it.
      if (blob?.type !== type) break;
      if (blob.size <= MOST_PHOTO_BYTES) return blob;
    }
  }
  return null;
}
