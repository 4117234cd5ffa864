import { openCluster } from "../postgres/cluster";

/**
 * A process of ours that opens a cluster and lives until its input ends, then stops the server; chaos kills it.
 * Says `opened MILLISECONDS adopted|started URL`.
 */
const [folder, shared] = process.argv.slice(2);
if (!folder || !shared) throw new Error("open-cluster FOLDER SHARED");
const startedAtMs = performance.now();
const cluster = await openCluster(folder, shared);
const tookMs = Math.round(performance.now() - startedAtMs);
console.log(`opened ${tookMs} ${cluster.isAdopted ? "adopted" : "started"} ${cluster.urlOf("postgres")}`);
process.stdin.on("end", () => void cluster.stop().then(() => process.exit(0)));
process.stdin.resume();
