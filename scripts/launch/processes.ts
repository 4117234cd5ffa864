import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { isPortFree } from "./free-port";
import { root } from "./root";

/** Trouble in words, for the person at the terminal; no stack. */
export class LaunchProblem extends Error {
  override name = "LaunchProblem";
}

export interface Service {
  name: string;
  process: ChildProcess;
  /** Asks it to end, waits, and ends it by force after ten seconds. */
  stop: () => Promise<void>;
}

interface ServiceOptions {
  env?: Record<string, string>;
  /** Where its output goes. */
  logFile: string;
  onExit?: (code: number | null) => void;
}

const stopWithinMs = 10_000;
const portFreeWithinMs = 3_000;
const dieWithParent = pathToFileURL(join(root, "scripts/launch/die-with-parent.mjs")).href;

/**
 * Starts one of our programs. In a process group of its own, so that Ctrl-C reaches us first and we end
 * everything in order.
 */
export function startService(
  name: string,
  command: string[],
  { env, logFile, onExit }: ServiceOptions,
): Service {
  const child = spawn(process.execPath, ["--import", dieWithParent, ...command], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const log = createWriteStream(logFile, { flags: "a" });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  let isStopping = false;
  child.once("exit", (code) => {
    if (!isStopping) onExit?.(code);
  });
  const stop = async (): Promise<void> => {
    isStopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
    await ended;
    clearTimeout(force);
  };
  return { name, process: child, stop };
}

/** The command line of one of our TypeScript programs. */
export function tsProgram(path: string, ...options: string[]): string[] {
  return ["--import", "tsx", join(root, path), ...options];
}

/** Runs a program and shows its output only when it fails. */
export async function runToEnd(
  command: string,
  options: string[],
  env: Record<string, string> = {},
): Promise<void> {
  const child = spawn(command === "node" ? process.execPath : command, options, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new LaunchProblem(`${said.trim()}\n\n"${[command, ...options].join(" ")}" failed.`);
}

/** @throws LaunchProblem when somebody else listens there; services of a killed run get a moment to end */
export async function requireFreePort(port: number, host: string, settingName: string): Promise<void> {
  const until = Date.now() + portFreeWithinMs;
  while (!(await isPortFree(port, host))) {
    if (Date.now() > until) {
      throw new LaunchProblem(
        `Port ${port} is taken by another program. Choose another: ${settingName}=${port + 10}`,
      );
    }
    await wait(100);
  }
}

/** Waits until an address answers 2xx. @throws LaunchProblem after the time is over or the service died */
export async function waitForAnswer(url: string, service: Service, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    const isUp = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    // First of all: at the address of one that has ended another program may answer.
    if (service.process.exitCode !== null) throw new LaunchProblem(`The ${service.name} ended by itself.`);
    if (isUp) return;
    if (Date.now() > until) throw new LaunchProblem(`The ${service.name} did not answer at ${url}.`);
    await wait(50);
  }
}
