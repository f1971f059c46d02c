import { act, renderHook, waitFor } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useCaddieMoves, useCaddieTurns } from "../../hooks/use-caddie-history";
import { useCaddieUpdates } from "../../hooks/use-caddie-updates";
import { useNow } from "../../hooks/use-now";
import { useSession } from "../../hooks/use-session";
import { useSocket } from "../../hooks/use-socket";
import { useSocketEvent } from "../../hooks/use-socket-event";
import { caddieId } from "../caddies/paper-yard";
import { TestClub } from "./test-club";

let club: TestClub;
const FIRST = caddieId(0);

beforeEach(async () => {
  club = await TestClub.open();
});

afterEach(async () => {
  vi.useRealTimers();
  await club.server.close();
});

describe("what a screen hears", () => {
  it("[R-02] is the envelope of an event of record, the payload of a passing one, typed by its name", async () => {
    const heard: string[] = [];
    const { result } = renderHook(
      () => {
        useSocketEvent("caddie:status_changed", ({ data, stream }) =>
          heard.push(`${data.status} on ${stream}`),
        );
        useSocketEvent("access:changed", ({ lists }) => heard.push(`lists ${lists.join()}`));
        useCaddieUpdates(({ event, data }) => heard.push(`${event} ${data.caddieId === FIRST}`));
        return { ...useSocket(), session: useSession() };
      },
      { wrapper: club.page() },
    );
    await waitFor(() => expect(result.current.connection.phase).toBe("live"));
    expect(result.current.session.user.name).toBe("Marta");
    club.yard.status(FIRST, "En campo");
    act(() => club.tell());
    act(() => club.server.signal("access:changed", { lists: [1, 3], role: "ADMIN" }));
    await waitFor(() =>
      expect(heard).toEqual(["En campo on list-1", "caddie:status_changed true", "lists 1,3"]),
    );
  });

  it("[C-14] the button tries at once", async () => {
    const { result } = renderHook(() => useSocket(), { wrapper: club.page() });
    await waitFor(() => expect(result.current.connection.phase).toBe("live"));
    await act(() => club.server.close());
    await waitFor(() => expect(result.current.connection.phase).toBe("reconnecting"));
    await club.server.listen();
    act(() => result.current.reconnect());
    await waitFor(() => expect(result.current.connection.phase).toBe("live"));
  });

  it("[C-22] [R-16] a caddie's history is asked for again when he changes, and only then", async () => {
    const { result } = renderHook(
      () => ({
        turns: useCaddieTurns(FIRST),
        moves: useCaddieMoves(FIRST),
        phase: useSocket().connection.phase,
      }),
      { wrapper: club.page() },
    );
    await waitFor(() => expect(result.current.turns.isSuccess && result.current.moves.isSuccess).toBe(true));
    await waitFor(() => expect(result.current.phase).toBe("live"));
    await act(() => result.current.moves.fetchNextPage());
    const paths = () => club.requests("GET").map((r) => r.path);
    const once = [`/api/turns?caddieId=${FIRST}`, `/api/caddies/${FIRST}/moves`];
    expect(paths()).toEqual([...once, `/api/caddies/${FIRST}/moves?cursor=next`]);
    club.yard.status(caddieId(1), "En campo");
    club.yard.status(FIRST, "En campo");
    act(() => club.tell());
    await waitFor(() => expect(paths().filter((path) => path === once[0])).toHaveLength(2));
    await waitFor(() => expect(paths()).toHaveLength(6));
  });
});

describe("the page's clock", () => {
  it("ticks for all who want the same period with one timer", () => {
    vi.useFakeTimers();
    const set = vi.spyOn(globalThis, "setInterval");
    const wrapper = club.page({ initial: null });
    const before = set.mock.calls.length;
    const { result, unmount } = renderHook(() => [useNow(7_000), useNow(7_000)], { wrapper });
    expect(set.mock.calls.slice(before).filter(([, ms]) => ms === 7_000)).toHaveLength(1);
    const [at = 0] = result.current;
    act(() => vi.advanceTimersByTime(7_000));
    expect(result.current).toEqual([at + 7_000, at + 7_000]);
    unmount();
  });

  it("shows the server's moment while the page is put together, so that both show the same", () => {
    const Page = club.page();
    const Clock = () => <i>{useNow(1_000)}</i>;
    const before = Date.now();
    const text = renderToString(
      <Page>
        <Clock />
      </Page>,
    );
    const shown = Number(/<i>(\d+)<\/i>/.exec(text)?.[1]);
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(Date.now());
  });
});
