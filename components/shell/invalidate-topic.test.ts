import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { invalidatePage, invalidateTopic, tellTopic } from "./invalidate-topic";

/** A view that reads how many labels there are; each answer is what the server knew when it was asked, and is held back. */
function openView() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  const server = { labels: 1 };
  const held: (() => void)[] = [];
  const queryKey = ["page", "1", "labels"];
  const observer = new QueryObserver(queryClient, {
    queryKey,
    queryFn: ({ signal }) => {
      const known = server.labels;
      return new Promise<number>((resolve, reject) => {
        held.push(() => resolve(known));
        signal.addEventListener("abort", () => reject(new Error("cancelled")));
      });
    },
  });
  observer.subscribe(() => undefined);
  const letCome = async () => {
    held.shift()!();
    await new Promise(setImmediate);
  };
  return { queryClient, server, held, shown: () => observer.getCurrentResult().data, letCome };
}

const tellings = { "of its topic": invalidateTopic, "of everything": invalidatePage };

for (const [name, tell] of Object.entries(tellings)) {
  test(`what changes while a view is read for the first time shows, by news ${name}`, async () => {
    const view = openView();
    view.server.labels = 2;
    const told = tell(view.queryClient, "1", "labels");
    await view.letCome();
    expect(view.shown()).toBe(1);
    await view.letCome();
    await told;
    expect(view.shown()).toBe(2);
    expect(view.held).toEqual([]);
  });
}

test("news that come faster than answers hold no answer up, and the last of them shows", async () => {
  const view = openView();
  await view.letCome();
  const told = [];
  for (const labels of [2, 3, 4]) {
    view.server.labels = labels;
    told.push(invalidateTopic(view.queryClient, "1", "labels"));
  }
  await view.letCome();
  // What was known at the first of them, when it was asked for.
  expect(view.shown()).toBe(2);
  await view.letCome();
  await Promise.all(told);
  expect(view.shown()).toBe(4);
  expect(view.held).toEqual([]);
});

afterEach(() => {
  vi.useRealTimers();
});

test("what is costly to read is read once more when its patience ends, however much news there was, and shows the last of it", async () => {
  vi.useFakeTimers();
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  const server = { lines: 0 };
  const asked = { patient: 0, eager: 0 };
  const observe = (kind: keyof typeof asked, meta: object) => {
    const observer = new QueryObserver(queryClient, {
      queryKey: ["page", "1", "broadcasts", kind],
      meta: { ...meta },
      queryFn: () => {
        asked[kind] += 1;
        return Promise.resolve(server.lines);
      },
    });
    observer.subscribe(() => undefined);
    return observer;
  };
  const patient = observe("patient", { patientMs: 5_000 });
  observe("eager", {});
  await vi.advanceTimersByTimeAsync(0);
  for (let news = 1; news <= 9; news++) {
    server.lines = news;
    await tellTopic(queryClient, "1", "broadcasts");
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(asked).toEqual({ patient: 1, eager: 10 });
  await vi.advanceTimersByTimeAsync(500);
  expect(asked.patient).toBe(2);
  expect(patient.getCurrentResult().data).toBe(9);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.patient).toBe(2);
  await tellTopic(queryClient, "1", "broadcasts");
  expect(asked.patient).toBe(3);
});

test("what the page brought along, read by a clock that is ahead of this one, is no longer waited for than any other", async () => {
  vi.useFakeTimers();
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  const queryKey = ["page", "1", "broadcasts"];
  queryClient.setQueryData(queryKey, 1, { updatedAt: Date.now() + 1_800_000 });
  new QueryObserver(queryClient, {
    ...{ queryKey, meta: { patientMs: 5_000 } },
    queryFn: () => Promise.resolve(2),
  }).subscribe(() => undefined);
  await tellTopic(queryClient, "1", "broadcasts");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(queryClient.getQueryData(queryKey)).toBe(2);
});
