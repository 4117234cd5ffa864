import type { Scenario } from "./scenario";
import { broadcast } from "./broadcast";
import { supervisor } from "./supervisor";

/** Everything that `npm run chaos` runs, in this order. */
export const scenarios: readonly Scenario[] = [supervisor, broadcast];
