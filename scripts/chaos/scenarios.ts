import { audience } from "./audience";
import { broadcast } from "./broadcast";
import { bulk } from "./bulk";
import { emulatorFuzz } from "./emulator-fuzz";
import { engines } from "./engines";
import { properties } from "./properties";
import { resync } from "./resync";
import type { Scenario } from "./scenario";
import { supervisor } from "./supervisor";
import { webhookFuzz } from "./webhook-fuzz";
import { webhooks } from "./webhooks";

/** Everything that `npm run chaos` runs, in this order. */
export const scenarios: readonly Scenario[] = [
  supervisor,
  broadcast,
  bulk,
  webhooks,
  resync,
  webhookFuzz,
  emulatorFuzz,
  audience,
  engines,
  properties,
];
