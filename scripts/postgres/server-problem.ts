/** Trouble with the database server that a person can act on: what happened, and what to do next. */
export class ServerProblem extends Error {
  override name = "ServerProblem";
  readonly nextStep: string;

  constructor(message: string, nextStep: string, options?: ErrorOptions) {
    super(message, options);
    this.nextStep = nextStep;
  }
}
