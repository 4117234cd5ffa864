import { ServerProblem } from "../postgres/server-problem";
import { LaunchProblem } from "./processes";

/** What a command has started, ended in the opposite order: on Ctrl-C, on SIGTERM, and when something fails. */
export class Ending {
  readonly #steps: (() => Promise<unknown>)[] = [];
  readonly #lastWords: string;
  #isEnding = false;

  constructor(lastWords: string) {
    this.#lastWords = lastWords;
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void this.#end());
  }

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  /** Whether the end has begun: what fails from then on is no news. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  /** Runs a command to the point where everything is up; trouble is told in words, without a stack. */
  async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#isEnding) return;
      await this.#cleanUp();
      if (error instanceof LaunchProblem) console.error(`\n${error.message}`);
      else if (error instanceof ServerProblem) console.error(`\n${error.message}\n${error.nextStep}`);
      else console.error(error);
      process.exit(1);
    }
  }

  async #end(): Promise<void> {
    if (this.#isEnding) return;
    this.#isEnding = true;
    console.log("\nStopping …");
    await this.#cleanUp();
    console.log(this.#lastWords);
    process.exit(0);
  }

  async #cleanUp(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) {
      await step().catch((error: unknown) => console.error(error));
    }
  }
}
