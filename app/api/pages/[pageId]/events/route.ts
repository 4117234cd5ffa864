import { listenToPage, listTopicsSince } from "@/lib/event-hub";
import { gate } from "@/lib/session";

const checkSessionEveryMs = 30_000;

type Context = { params: Promise<{ pageId: string }> };

/**
 * Server-sent events of a Page: `data: {"topics":[…]}` for what to read again. The session is checked again
 * every 30 s, so that a person who was removed stops hearing. `?since=` is when the page was made on the server: what
 * changed between then and the opening of the stream is told first.
 */
export async function GET(request: Request, context: Context): Promise<Response> {
  const { pageId } = await context.params;
  const isAllowed = () =>
    gate(pageId, "customers.see").then(
      () => true,
      () => false,
    );
  if (!(await isAllowed())) return new Response(null, { status: 401 });

  const since = Number(new URL(request.url).searchParams.get("since") ?? Number.NaN);
  let isOver = false;
  let end = (_isCancelled = false) => {};
  const stream = new ReadableStream<string>({
    start(controller) {
      controller.enqueue("retry: 1000\n\n");
      const stop = listenToPage(pageId, (topics) =>
        controller.enqueue(`data: ${JSON.stringify({ topics })}\n\n`),
      );
      const missed = listTopicsSince(pageId, since);
      if (missed.length > 0) controller.enqueue(`data: ${JSON.stringify({ topics: missed })}\n\n`);
      const timer = setInterval(() => {
        void isAllowed().then((allowed) => {
          if (!allowed) end();
          else if (!isOver) controller.enqueue(": still here\n\n");
        });
      }, checkSessionEveryMs);
      end = (isCancelled) => {
        if (isOver) return;
        isOver = true;
        stop();
        clearInterval(timer);
        if (!isCancelled) controller.close();
      };
      request.signal.addEventListener("abort", () => end());
    },
    cancel: () => end(true),
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
  });
}
