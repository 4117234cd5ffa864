import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./root";

/** The command line of a tool that is installed with us, without npx: it neither asks nor downloads. */
export function tool(path: string, ...options: string[]): string[] {
  return [process.execPath, join(root, "node_modules", path), ...options];
}

/** Runs a program with its output on the terminal. @returns whether it succeeded */
export async function runShown(command: string[], env: Record<string, string> = {}): Promise<boolean> {
  const [program, ...options] = command;
  const child = spawn(program!, options, { cwd: root, env: { ...process.env, ...env }, stdio: "inherit" });
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", resolve);
  });
  return code === 0;
}
