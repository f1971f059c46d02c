import { describe, expect, it } from "vitest";
import { ROLES } from "@/lib/auth/actor";
import { deviceOf } from "@/lib/auth/device";
import { invitationToken, tokenHash } from "@/lib/auth/invitation-token";
import { canManageUsers, passwordFault, suggestIdentifier } from "@/lib/users/policy";

describe("accounts", () => {
  it("are the admins' business alone", () => {
    expect(ROLES.filter((role) => canManageUsers({ role }))).toEqual(["ADMIN"]);
    expect(ROLES).toHaveLength(8);
  });

  it("take no password that is short, public or the name one signs in with", () => {
    const fault = (password: string) => passwordFault(password, "Wilmar.Ossa@club.co");
    expect(fault("1234567")).toBe("short");
    expect(fault("⛳⛳⛳⛳⛳⛳⛳")).toBe("short");
    expect(fault("12345678")).toBeNull();
    expect(fault("CaddiePro")).toBe("demo");
    expect(fault("wilmar.ossa@CLUB.co")).toBe("identifier");
    expect(fault("wilmar.ossa")).toBe("identifier");
    expect(fault("x".repeat(201))).toBe("long");
    expect(fault("wilmar.ossa juega golf")).toBeNull();
  });

  it("are offered a user name that a thumb can type", () => {
    expect(suggestIdentifier("Jhon Fredy Ríos")).toBe("jhon.fredy");
    expect(suggestIdentifier("  Ñ  ", 1)).toBe("n00");
    expect(suggestIdentifier("Óscar Muñoz", 3)).toBe("oscar.munoz3");
  });
});

describe("a link's token", () => {
  it("is 32 bytes that follow from the invitation and the server's secret, and from nothing less", () => {
    const token = invitationToken("a", "secret");
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(invitationToken("a", "secret")).toBe(token);
    expect(invitationToken("b", "secret")).not.toBe(token);
    expect(invitationToken("a", "another")).not.toBe(token);
    expect(tokenHash(token)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a device", () => {
  it.each([
    [
      "Mozilla/5.0 (Linux; Android 14; SM-A155M) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36",
      "Android · Chrome",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1",
      "iPhone · Safari",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
      "Windows · Edge",
    ],
    [
      "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A536E) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
      "Android · Samsung Internet",
    ],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:130.0) Gecko/20100101 Firefox/130.0", "Mac · Firefox"],
    ["curl/8.5.0", "curl"],
    ["", null],
    [null, null],
    [`${"x".repeat(500)}`, "x".repeat(40)],
    ["<script>\u0000", "<script>"],
  ])("%s is %s", (agent, device) => {
    expect(deviceOf(agent)).toBe(device);
  });
});
