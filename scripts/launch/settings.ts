import { LaunchProblem } from "./processes";

/** A port from the environment. @throws LaunchProblem when it is none */
export function readPort(name: string, fallback: number): number {
  const given = process.env[name];
  const port = given === undefined || given === "" ? fallback : Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new LaunchProblem(`${name}=${given ?? ""} is not a port. Choose a number between 1 and 65535.`);
}

/** Where to listen: this machine only, unless HOST says otherwise. */
export function readHost(): string {
  return process.env.HOST ?? "127.0.0.1";
}
