import { renderHook, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useSocket } from "../../hooks/use-socket";
import { browserPage } from "../../lib/realtime/page";
import { TestClub } from "./test-club";

afterEach(() => vi.restoreAllMocks());

function show(state: "visible" | "hidden") {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
}

describe("the page in its browser", () => {
  it("[C-15] wakes when it is shown, restored or back in the network, and hears that it left it", () => {
    const [wake, offline] = [vi.fn(), vi.fn()];
    const stop = browserPage.watch({ wake, offline });
    show("hidden");
    expect(browserPage.visible()).toBe(false);
    expect(wake).not.toHaveBeenCalled();
    show("visible");
    window.dispatchEvent(new Event("pageshow"));
    window.dispatchEvent(new Event("online"));
    expect(wake).toHaveBeenCalledTimes(3);
    window.dispatchEvent(new Event("offline"));
    expect(offline).toHaveBeenCalledTimes(1);
    stop();
    window.dispatchEvent(new Event("online"));
    window.dispatchEvent(new Event("offline"));
    expect([wake.mock.calls.length, offline.mock.calls.length]).toEqual([3, 1]);
  });

  it("[C-02] holds one connection, also when React mounts everything twice", async () => {
    const club = await TestClub.open();
    const Page = club.page();
    const { result, unmount } = renderHook(() => useSocket(), {
      wrapper: ({ children }) => (
        <StrictMode>
          <Page>{children}</Page>
        </StrictMode>
      ),
    });
    await waitFor(() => expect(result.current.connection.phase).toBe("live"));
    expect(club.server.clients).toHaveLength(1);
    unmount();
    await waitFor(() => expect(club.server.clients).toHaveLength(0));
    await club.server.close();
  });
});
