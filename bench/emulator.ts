import { startEmulator, type EmulatorProcess } from "./emulator-process";
import { load, type LoadFigures, type LoadRequest } from "./load";
import { round } from "./measure";

interface Seeded {
  pageId: string;
  token: string;
}

const customersForSpeed = 100_000;
const customersForMemory = 1_000_000;
const labelsInAll = 200;
const batchSize = 50;
const isList = (body: string) => body.startsWith('{"data":[');
const isBatch = (body: string) => body.split('"code":200').length - 1 === batchSize;
const isSent = (body: string) => body.includes('"message_id"');
const say = (words: string) => console.error(words);

const { throughput, customers } = await measureSpeed();
console.log(JSON.stringify({ case: "emulator", customers, ...throughput, memory: await measureMemory() }));

/** One process, one thread; the load comes from another, on the same machine. */
async function measureSpeed() {
  const emulator = await startEmulator();
  try {
    const page = await seed(emulator, customersForSpeed);
    await emulator.control("POST", "switches", { rateLimits: false });
    const truth = await emulator.control<{ customers: { psid: string }[] }>(
      "GET",
      `truth?page=${page.pageId}`,
    );
    const psids = truth.customers.map(({ psid }) => psid);
    const psidAt = (number: number) => psids[(number * 7919) % psids.length]!;
    const single = await run(emulator, "single label reads", toSingleRead(page, psidAt), isList);
    const batched = await run(emulator, "batched label reads", toBatchRead(page, psidAt), isBatch);
    const messages = await run(emulator, "messages", toMessage(page, psidAt), isSent);
    return {
      customers: psids.length,
      throughput: {
        singleReadsPerSecond: single,
        batchedReadsPerSecond: { ...batched, perSecond: round(batched.perSecond * batchSize) },
        messagesPerSecond: messages,
      },
    };
  } finally {
    await emulator.stop();
  }
}

async function run(
  emulator: EmulatorProcess,
  name: string,
  make: (number: number) => LoadRequest,
  isRight: (body: string) => boolean,
) {
  await load(emulator.url, make, isRight, 1); // Warms up.
  const before = await emulator.readProcessorSeconds();
  const startedAtMs = performance.now();
  const figures: LoadFigures = await load(emulator.url, make, isRight);
  const after = await emulator.readProcessorSeconds();
  const seconds = (performance.now() - startedAtMs) / 1000;
  const cores = before === null || after === null ? null : round((after - before) / seconds);
  say(`${name}: ${figures.requestsPerSecond} requests/s, ${figures.wrong} wrong, ${cores} cores`);
  return { perSecond: figures.requestsPerSecond, wrong: figures.wrong, coresUsed: cores };
}

function toSingleRead({ token }: Seeded, psidAt: (number: number) => string) {
  return (number: number): LoadRequest => ({
    method: "GET",
    path: `/v25.0/${psidAt(number)}/custom_labels?access_token=${token}`,
  });
}

function toBatchRead({ token }: Seeded, psidAt: (number: number) => string) {
  return (number: number): LoadRequest => {
    const batch = Array.from({ length: batchSize }, (_, index) => ({
      method: "GET",
      relative_url: `${psidAt(number * batchSize + index)}/custom_labels`,
    }));
    return { method: "POST", path: "/v25.0/", body: JSON.stringify({ access_token: token, batch }) };
  };
}

function toMessage({ token }: Seeded, psidAt: (number: number) => string) {
  return (number: number): LoadRequest => ({
    method: "POST",
    path: `/v25.0/me/messages?access_token=${token}`,
    body: JSON.stringify({
      recipient: { id: psidAt(number) },
      messaging_type: "UPDATE",
      message: { text: "Hello", metadata: `bench:${number}` },
    }),
  });
}

/** Ten million assignments: a million customers with ten labels each. */
async function measureMemory() {
  const emulator = await startEmulator();
  try {
    const emptyMegabytes = await emulator.readMemory();
    const startedAtMs = performance.now();
    const page = await seed(emulator, customersForMemory);
    const seededMs = Math.round(performance.now() - startedAtMs);
    const labels = await emulator.control<{ labels: { customers: number }[] }>("GET", `pages/${page.pageId}`);
    const assignments = labels.labels.reduce((sum, label) => sum + (label.customers || 0), 0);
    const megabytes = await emulator.readMemory();
    say(`${assignments} assignments: ${megabytes} MB, seeded in ${seededMs} ms`);
    return { customers: customersForMemory, assignments, emptyMegabytes, megabytes, seededMs };
  } finally {
    await emulator.stop();
  }
}

/** Zipf sizes, the largest at 60 %, about ten labels a customer; everybody wrote lately. */
function seed(emulator: EmulatorProcess, customers: number): Promise<Seeded> {
  const labels = Array.from({ length: labelsInAll }, (_, index) => ({
    name: `Label ${index + 1}`,
    share: Math.min(0.6, 2.02 / (index + 1)),
  }));
  return emulator.control("POST", "seed", { name: "Bench", customers, labels, wroteWithinHours: 12 });
}
