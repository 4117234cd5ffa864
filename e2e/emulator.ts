/** The test's view of Facebook: the emulator's controls over HTTP. What it says is the truth that tests compare with. */
export interface EmulatedPage {
  pageId: string;
  token: string;
  name: string;
  labels: { id: string; name: string }[];
}

export interface EmulatedLabel {
  id: string;
  name: string;
  customers: number;
}

export interface EmulatedCustomer {
  psid: string;
  name: string;
  labelIds: string[];
  labelsReadable: boolean;
}

/** What a customer really received from the Page. */
export interface Received {
  psid: string;
  messages: { mid: string; text?: string; metadata?: string }[];
}

const origin = () => process.env.GRAPH_API_URL!;

async function call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${origin()}/_emulator/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

export const emulator = {
  seed: (page: {
    name: string;
    customers: number;
    labels: string[];
    randomSeed?: number;
    profile?: string;
    hasOddAccounts?: boolean;
  }) =>
    call<EmulatedPage>("POST", "seed", { profile: "current", randomSeed: 7, wroteWithinHours: 12, ...page }),
  truth: (pageId: string) =>
    call<{ customers: EmulatedCustomer[]; labels: EmulatedLabel[] }>("GET", `truth?page=${pageId}`),
  /** Somebody whose labels can be read, and who does not have this one. */
  customerWithout: async (pageId: string, labelId: string) =>
    (await emulator.truth(pageId)).customers.find(
      ({ labelIds, labelsReadable }) => labelsReadable && !labelIds.includes(labelId),
    )!,
  labels: async (pageId: string) => (await emulator.truth(pageId)).labels,
  labelsOf: async (pageId: string, psid: string) =>
    (await emulator.truth(pageId)).customers.find((customer) => customer.psid === psid)?.labelIds ?? [],
  received: (pageId: string) => call<Received[]>("GET", `received?page=${pageId}`),
  evaluate: (pageId: string, labels: unknown) =>
    call<{ psids: string[] }>("POST", "evaluate", { pageId, labels }),
  /** Facebook refuses calls of this kind, as it does when the token lacks a permission. */
  refuse: (pageId: string, path: string) =>
    emulator.addFault({
      ...{ pageId, path, method: "POST", kind: "error" },
      error: { code: 200, message: "(#200) Permissions error" },
    }),
  /** Facebook refuses the next messages of the Page, whoever they are for. */
  refuseMessages: (pageId: string, count: number) =>
    emulator.addFault({
      ...{ pageId, path: "/messages", kind: "error", count },
      error: { code: 100, message: "(#100) Invalid parameter" },
    }),
  addFault: (fault: Record<string, unknown>) => call<{ id: string }>("POST", "faults", fault),
  clearFaults: (pageId: string) => call<unknown>("DELETE", `faults?page=${pageId}`),
  writes: (pageId: string, psid: string, text: string) =>
    call<unknown>("POST", `pages/${pageId}/customers/${psid}/write`, { text }),
  newCustomer: (pageId: string, name: string, text: string) =>
    call<{ psid: string }>("POST", `pages/${pageId}/customers`, { name, text }),
  agentLabels: (pageId: string, psid: string, labelId: string, action: "add" | "remove") =>
    call<unknown>("POST", `pages/${pageId}/inbox-labels`, { psid, labelId, action }),
  /** Somebody who filled in the Page's form: they wrote, and the Page's inbox gave them the label. */
  newLead: async (pageId: string, name: string, labelId: string) => {
    const lead = await emulator.newCustomer(pageId, name, "I filled in your form");
    await emulator.agentLabels(pageId, lead.psid, labelId, "add");
    return lead;
  },
  setSwitches: (pageId: string, switches: Record<string, unknown>) =>
    call<unknown>("POST", "switches", { pageId, ...switches }),
  flush: (pageId: string) => call<unknown>("POST", "flush", { pageId }),
};
