import { runShown } from "./launch/steps";
import { tsProgram } from "./launch/processes";

/** The Graph API emulator alone; options go to it. See emulator/README.md. */
const isGood = await runShown([process.execPath, ...tsProgram("emulator/main.ts", ...process.argv.slice(2))]);
process.exit(isGood ? 0 : 1);
