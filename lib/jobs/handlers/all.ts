import { watchGraphBroadcast } from "../../broadcasts/graph-broadcast";
import { prepareBroadcast } from "../../broadcasts/prepare";
import { sendBroadcast } from "../../broadcasts/send";
import { changeLabelsInBulk } from "../../bulk-changes/change-labels";
import { moveLabels } from "../../label-moves/move-labels";
import { measureSegments } from "../../segments/sizes";
import { deletePage } from "../../facebook-pages/disconnect";
import { comparePage } from "../../sync/compare-page";
import { startScheduledBroadcast } from "../../broadcasts/start-scheduled";
import { importPage } from "../../sync/import-page";
import { compareAllPages } from "../../sync/mutations";
import { readWaitingLabels } from "../../sync/read-labels";
import { watchWebhooks } from "../../sync/watch-webhooks";
import { ingestWebhooks } from "../../webhooks/ingest";
import { pruneWebhooks } from "../../webhooks/prune";
import type { JobContext } from "../job-context";
import type { JobName, JobPayloads } from "../queue";

type Handlers = { [Name in JobName]: (payload: JobPayloads[Name], context: JobContext) => Promise<void> };

/** Which slice does which job. No logic here: a handler only says whose work it is. */
export const handlers: Handlers = {
  "import-page": importPage,
  "ingest-webhooks": ingestWebhooks,
  "read-labels": readWaitingLabels,
  "prune-webhooks": pruneWebhooks,
  "change-labels": changeLabelsInBulk,
  "move-labels": moveLabels,
  "measure-segments": measureSegments,
  "watch-webhooks": watchWebhooks,
  "compare-page": comparePage,
  "compare-all-pages": compareAllPages,
  "delete-page": deletePage,
  "prepare-broadcast": prepareBroadcast,
  "send-broadcast": sendBroadcast,
  "start-scheduled-broadcast": startScheduledBroadcast,
  "watch-graph-broadcast": watchGraphBroadcast,
};
