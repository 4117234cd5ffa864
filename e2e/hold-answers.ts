import type { Page, Request } from "@playwright/test";

interface Held {
  /** The server has answered the first of them. */
  answered: Promise<void>;
  /** Lets them come, and all others after them. @returns when the browser has those that were held */
  letCome: () => Promise<void>;
}

/** The answers to these requests stay on their way, as on a slow network, until they are let come. */
export async function holdAnswers(page: Page, isMeant: (request: Request) => boolean): Promise<Held> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const coming: Promise<void>[] = [];
  let noteAnswered = () => {};
  const answered = new Promise<void>((resolve) => (noteAnswered = resolve));
  await page.route("**/*", async (route, request) => {
    if (!isMeant(request)) return route.fallback();
    const response = await route.fetch();
    noteAnswered();
    const come = held.then(() => route.fulfill({ response }));
    coming.push(come);
    await come;
  });
  return {
    answered,
    letCome: async () => {
      letGo();
      await Promise.all(coming);
    },
  };
}

/** The code of the page, not its looks: until it comes, what the server drew is there and nothing can be pressed. */
export const isCode = (request: Request) => request.resourceType() === "script";

/** A server action: a deed. */
export const isDeed = (request: Request) => request.headers()["next-action"] !== undefined;

/** A view whose path holds this, as asked for by a link; a look ahead is none. */
export const isViewOf = (path: string) => (request: Request) => {
  const { pathname, searchParams } = new URL(request.url());
  const headers = request.headers();
  const isAhead = "next-router-prefetch" in headers || "next-router-segment-prefetch" in headers;
  return pathname.includes(path) && searchParams.has("_rsc") && !isAhead;
};
