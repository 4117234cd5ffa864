/** A browser's part that matters here: cookies of a signed-in person, JSON reads and the open event stream. */
export interface SignedIn {
  read<Answer>(path: string): Promise<Answer>;
  /** Calls `hear` with the topics of every event until stopped. */
  listen(path: string, hear: (topics: string[]) => void): Promise<{ stop(): void }>;
}

/** Signs a demo account in as its button does. */
export async function signIn(url: string, account: string): Promise<SignedIn> {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, origin: url, ...init.headers };
    const response = await fetch(new URL(path, url), { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      cookies.set(name, value);
    }
    return response;
  };
  const { csrfToken } = (await (await ask("/api/auth/csrf")).json()) as { csrfToken: string };
  await ask("/api/auth/callback/demo", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, account, json: "true" }),
  });
  return {
    read: async <Answer>(path: string) => {
      const response = await ask(path);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    listen: async (path, hear) => {
      const ending = new AbortController();
      const response = await ask(path, { signal: ending.signal });
      if (!response.ok || !response.body) throw new Error(`${path}: ${response.status}`);
      void readEvents(response.body, hear).catch(() => undefined); // Ends when it is aborted.
      return { stop: () => ending.abort() };
    },
  };
}

async function readEvents(body: ReadableStream<Uint8Array>, hear: (topics: string[]) => void): Promise<void> {
  let unfinished = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const lines = (unfinished + decoder.decode(chunk, { stream: true })).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data: ")) hear((JSON.parse(line.slice(6)) as { topics: string[] }).topics);
    }
  }
}
