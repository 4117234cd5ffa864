import { generatePrismaClient } from "./launch/build";
import { tsProgram } from "./launch/processes";
import { runShown } from "./launch/steps";

/** A worker on the database of DATABASE_URL; as many as wanted may run. Settings: docs/operations.md. */
await generatePrismaClient();
const isGood = await runShown([process.execPath, ...tsProgram("lib/jobs/worker.ts")]);
process.exit(isGood ? 0 : 1);
