import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, expect, test } from "vitest";
import { z } from "zod";

const lineSchema = z.object({
  url: z.string(),
  pages: z.array(z.object({ id: z.string(), name: z.string(), token: z.string(), profile: z.string() })),
  appId: z.string(),
  appSecret: z.string(),
  userToken: z.string(),
});
const folder = await mkdtemp(join(tmpdir(), "emulator with space "));
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
});
afterAll(() => rm(folder, { recursive: true }));

function start(...options: string[]): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "emulator/main.ts", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<z.infer<typeof lineSchema>> {
  if (!child.stdout) throw new Error("No output to read.");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return lineSchema.parse(JSON.parse(line));
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
  running.delete(child);
}

test("the first line of output is JSON with the address, the Pages and their tokens", async () => {
  const line = await firstLine(start("--seed", "tiny", "--port", "0"));
  expect(line).toMatchObject({
    pages: [
      { id: "100200300400501", name: "Northwind Coffee", token: "page-token-northwind", profile: "current" },
      { id: "100200300400502", name: "Harbor Books", token: "page-token-harbor", profile: "legacy" },
    ],
    appId: "900100200300400",
    appSecret: "emulator-app-secret",
    userToken: "user-token-admin",
  });
  expect(line.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
}, 30_000);

test("a taken port is one clear line and exit code 1, not a stack", async () => {
  const { url } = await firstLine(start("--seed", "empty", "--port", "0"));
  const second = start("--seed", "empty", "--port", new URL(url).port);
  let errors = "";
  second.stderr?.on("data", (chunk) => (errors += String(chunk)));
  const [code] = (await once(second, "exit")) as [number];
  expect(code).toBe(1);
  expect(errors.trim().split("\n")).toEqual([expect.stringContaining("is taken")]);
}, 30_000);

test("with a data folder, everything acknowledged before SIGKILL is there after the next start", async () => {
  const options = ["--seed", "tiny", "--port", "0", "--data", folder];
  const made: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const child = start(...options);
    const { url } = await firstLine(child);
    const list = await ask(`${url}/v26.0/me/custom_labels?fields=page_label_name&limit=100`);
    expect(list.data?.slice(6).map(({ id }) => id)).toEqual(made);
    for (let count = 0; count < 20; count += 1) {
      const { id } = await ask(`${url}/v26.0/me/custom_labels?page_label_name=${round}-${count}`, "POST");
      if (id !== undefined) made.push(id);
    }
    await kill(child, "SIGKILL");
  }
  expect(made).toHaveLength(60);
}, 60_000);

async function ask(url: string, method = "GET"): Promise<{ id?: string; data?: { id: string }[] }> {
  const response = await fetch(url, { method, headers: { authorization: "Bearer page-token-northwind" } });
  const schema = z.object({
    id: z.string().optional(),
    data: z.array(z.object({ id: z.string() })).optional(),
  });
  return schema.parse(await response.json());
}
