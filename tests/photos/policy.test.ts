import { describe, expect, it } from "vitest";
import { canChangePhoto, photoFault } from "@/lib/photos/policy";
import { jpeg, webp } from "./pictures";

describe("a photo", () => {
  it("is looked at, whatever it calls itself", () => {
    expect(photoFault(webp(256, 256), "image/webp")).toBeNull();
    expect(photoFault(jpeg(256, 200), "image/jpeg")).toBeNull();
    expect(photoFault(webp(256, 256), "image/jpeg")).toBe("unreadable");
    expect(photoFault(jpeg(256, 256), "image/webp")).toBe("unreadable");
    expect(photoFault(webp(257, 100), "image/webp")).toBe("tooWide");
    expect(photoFault(jpeg(100, 1000), "image/jpeg")).toBe("tooWide");
  });

  it("does not say where it was taken, and does not move", () => {
    expect(photoFault(jpeg(64, 64, { exif: true }), "image/jpeg")).toBe("tagged");
    expect(photoFault(webp(64, 64, { chunk: "EXIF" }), "image/webp")).toBe("tagged");
    expect(photoFault(webp(64, 64, { chunk: "XMP " }), "image/webp")).toBe("tagged");
    expect(photoFault(webp(64, 64, { chunk: "ANIM" }), "image/webp")).toBe("unreadable");
  });

  it("that is cut short, or something else, is none", () => {
    const whole = [webp(64, 64), jpeg(64, 64)];
    for (const bytes of whole) {
      for (let n = 0; n < bytes.length; n++) {
        const type = bytes[0] === 0xff ? "image/jpeg" : "image/webp";
        expect(photoFault(bytes.slice(0, n), type), `${n} bytes`).toBe("unreadable");
      }
    }
    for (const text of [
      "",
      "<svg xmlns='http://www.w3.org/2000/svg'/>",
      "GIF89a".padEnd(40, "x"),
      "<script>".repeat(9),
    ]) {
      expect(photoFault(new TextEncoder().encode(text), "image/webp")).toBe("unreadable");
      expect(photoFault(new TextEncoder().encode(text), "image/jpeg")).toBe("unreadable");
    }
  });

  it("is changed by its owner and by admins", () => {
    expect(canChangePhoto({ userId: "a", role: "CADDIE" }, "a")).toBe(true);
    expect(canChangePhoto({ userId: "b", role: "ADMIN" }, "a")).toBe(true);
    for (const role of ["CADDIE", "JUDGE", "BOARD"] as const)
      expect(canChangePhoto({ userId: "b", role }, "a")).toBe(false);
  });
});
