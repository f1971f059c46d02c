/** The smallest pictures of each kind, as far as a look at them goes. */

const bytesOf = (...parts: (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === "string" ? [...part].map((c) => c.charCodeAt(0)) : part)),
  );
const le32 = (n: number) => [n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >>> 24) & 255];

/** A lossless WebP; `mark` makes it another picture of the same size. */
export function webp(width: number, height: number, { mark = 0, chunk = "" } = {}) {
  const packed = (width - 1) | ((height - 1) << 14);
  const picture = bytesOf("VP8L", le32(14), [0x2f], le32(packed), Array<number>(9).fill(mark));
  const extra = chunk === "" ? [] : [...bytesOf(chunk, le32(2), [1, 2])];
  return bytesOf("RIFF", le32(4 + extra.length + picture.length), "WEBP", [...picture], extra);
}

/** A baseline JPEG; `exif` puts in what a camera writes. */
export function jpeg(width: number, height: number, { exif = false } = {}) {
  const tags = exif ? [0xff, 0xe1, 0, 8, ...bytesOf("Exif\0\0")] : [];
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return bytesOf([0xff, 0xd8], tags, [0xff, 0xc0, 0, 11, 8], size, [1, 1, 0x11, 0], [0xff, 0xd9]);
}
