/** Plain JavaScript for the web page of the controls: no build step, nothing from elsewhere. */
export const webPageScript = String.raw`
const base = "/_emulator";
const find = (selector) => document.querySelector(selector);
const say = (text) => { find("#said").textContent = text; };

async function ask(path, body, method) {
  const response = await fetch(base + path, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? "HTTP " + response.status);
  return answer;
}

function showTable(id, names, rows) {
  const table = find(id);
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  for (const name of names) head.append(Object.assign(document.createElement("th"), { textContent: name, scope: "col" }));
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const value of row) line.insertCell().textContent = value === null || value === undefined ? "" : String(value);
  }
}

function formValues(form) {
  const values = {};
  for (const [name, text] of new FormData(form)) {
    if (text === "") continue;
    const field = form.elements[name];
    const value = text === "true" ? true : field.type === "number" || name === "advanceMs" ? Number(text) : text;
    const [outer, inner] = name.split(".");
    if (inner) values[outer] = { [inner]: value };
    else values[name] = value;
  }
  return values;
}

function chosenPage() { return find("#customer [name=page]").value; }

async function doing(what, action) {
  try {
    const answer = await action();
    say(what + ": " + JSON.stringify(answer).slice(0, 200));
  } catch (error) {
    say(what + " did not work: " + error.message);
  }
  await refresh();
}

for (const form of document.querySelectorAll("form[data-post]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
    doing(form.querySelector("button").textContent, () => ask(form.dataset.post, formValues(form)));
  });
}
find("#calm").addEventListener("submit", (event) => {
  event.preventDefault();
  doing("No more trouble", () => ask("/faults", undefined, "DELETE"));
});
find("#customer").addEventListener("submit", (event) => {
  event.preventDefault();
  const { psid, text } = formValues(event.target);
  const action = event.submitter.value;
  doing(psid + " " + action, () => ask("/pages/" + chosenPage() + "/customers/" + psid + "/" + action, { text }));
});
find("#inbox").addEventListener("submit", (event) => {
  event.preventDefault();
  const psid = find("#customer [name=psid]").value;
  const labelId = find("#inbox [name=labelId]").value;
  doing("Inbox label", () => ask("/pages/" + chosenPage() + "/inbox-labels", { psid, labelId, action: event.submitter.value }));
});
find("#stranger").addEventListener("submit", (event) => {
  event.preventDefault();
  doing("A new person", () => ask("/pages/" + chosenPage() + "/customers", formValues(event.target)));
});
find("#customer [name=page]").addEventListener("change", () => { shownPage = null; refresh(); });

let shownPage = null;
async function showPage(pages) {
  const choice = find("#customer [name=page]");
  const before = choice.value;
  choice.replaceChildren(...pages.map((page) => new Option(page.name, page.pageId)));
  if (pages.some((page) => page.pageId === before)) choice.value = before;
  const page = pages.find((one) => one.pageId === choice.value);
  if (!page || shownPage === page.pageId) return;
  shownPage = page.pageId;
  find("#inbox [name=labelId]").replaceChildren(...page.labels.map((label) => new Option(label.name, label.id)));
  if (page.customers > 20000) return;
  const truth = await ask("/truth?page=" + page.pageId);
  find("#psids").replaceChildren(...truth.customers.slice(0, 300).map((one) => new Option(one.name, one.psid)));
  find("#customer [name=psid]").value = truth.customers[0]?.psid ?? "";
}

async function refresh() {
  const pages = await ask("/pages");
  showTable("#pages", ["Page", "id", "token", "era", "customers", "labels", "subscribed to"],
    pages.map((page) => [page.name, page.pageId, page.token, page.profile, page.customers, page.labels.length, page.subscribedFields]));
  await showPage(pages);
  find("#now").textContent = (await ask("/clock")).iso;
  showTable("#faults", ["Kind", "Page", "path", "left"],
    (await ask("/faults")).map((fault) => [fault.kind, fault.pageId ?? "all", fault.path ?? "all", fault.count ? fault.count - fault.struck : "until told"]));
  showTable("#webhooks", ["Page", "delivered", "waiting", "failed tries", "last failure"],
    (await ask("/webhooks")).map((queue) => [queue.pageId, queue.delivered, queue.pending, queue.failures, queue.lastFailure]));
  const { requests } = await ask("/requests?newest=50");
  showTable("#requests", ["Time", "Method", "path", "status", "code", "trouble"],
    requests.reverse().map((one) => [new Date(one.at).toISOString().slice(11, 19), one.method, one.path, one.status, one.code, one.fault]));
  if (!chosenPage()) return;
  const received = await ask("/received?page=" + chosenPage());
  showTable("#received", ["PSID", "text", "tag", "metadata"],
    received.slice(-100).reverse().flatMap((one) => one.messages.map((message) => [one.psid, message.text, message.tag, message.metadata])));
}
refresh();
setInterval(() => { if (!document.hidden) refresh(); }, 4000);
`;
