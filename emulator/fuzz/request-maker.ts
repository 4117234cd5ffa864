import { createSequence, pick } from "../random";
import { plausibleRequests } from "./plausible";

export interface FuzzTargets {
  tokens: string[];
  nodes: string[];
  /** What stands for PAGE, LABEL and PSID in plausible requests, a Page a set. */
  fillings: { token: string; PAGE: string; LABEL: string; PSID: string }[];
}

export interface FuzzRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string | undefined;
}

const methods = ["GET", "GET", "GET", "POST", "POST", "POST", "DELETE", "PUT", "PATCH", "OPTIONS", "HEAD"];
const versions = [
  "",
  "/v26.0",
  "/v2.11",
  "/v12.0",
  "/v11.0",
  "/v0.0",
  "/v999.999",
  "/v2",
  "//v26.0/",
  "/v26.0//",
];
const edges = [
  "",
  "/custom_labels",
  "/label",
  "/conversations",
  "/messages",
  "/subscribed_apps",
  "/subscriptions",
  "/message_creatives",
  "/broadcast_messages",
  "/broadcast_reach_estimations",
  "/insights/messages_sent",
  "/insights",
  "/message_templates",
  "/message_attachments",
  "/personas",
  "/accounts",
  "/permissions",
  "/access_token",
  "/nothing/here",
  "/__proto__",
  "/constructor",
];
const names = (
  "fields limit after before access_token appsecret_proof user name page_label_name recipient message messaging_type tag " +
  "sender_action notification_type message_creative_id custom_label_id targeting schedule_time operation messages metric " +
  "platform user_id folder subscribed_fields object callback_url verify_token include_values method id ids batch " +
  "include_headers input_token grant_type client_id client_secret code redirect_uri fb_exchange_token persona_id " +
  "components language category __proto__ toString profile_picture_url"
).split(" ");
const contentTypes = [
  "application/json",
  "application/x-www-form-urlencoded",
  "text/plain",
  "multipart/form-data; boundary=x",
  "",
];
const texts = [
  "",
  " ",
  "0",
  "-1",
  "25",
  "1e9",
  "99999999999999999999999999",
  "9007199254740993",
  "null",
  "undefined",
  "true",
  "a,b,,c",
  "id,name",
  "messages.limit(3){id,from{name},message},participants{id}",
  "id{id{id{id{id{id{id{id{id{id{id{id}}}}}}}}}}}}",
  "messages.limit(99999999999){",
  "}{",
  "%",
  "%00",
  "%E0%A4%A",
  "\u0000",
  "\ud800",
  "Grüße 👋🏽",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "QVFI",
  "QVFI____",
  "MESSAGE_TAG",
  "HUMAN_AGENT",
  "cancel",
  "[]",
  "{}",
  '{"id":1}',
  "{'id':'1'}",
  '[{"method":"GET","relative_url":"me"}]',
  "2026-13-45",
  "http://",
  "authorization_code",
];

const authorizations = ["Bearer", "Bearer x", "Basic", "Basic OnE6", "Nonsense"];
const keys = "id text attachment type payload labels operator values template_type elements".split(" ");

/** Requests that nobody in their right mind would send, the same ones for the same seed. */
export class RequestMaker {
  private readonly next: () => number;

  constructor(
    seed: number,
    private readonly targets: FuzzTargets,
  ) {
    this.next = createSequence(seed);
  }

  make(): FuzzRequest {
    return this.next() < 0.5 ? this.makeMad() : this.makeNearlyRight();
  }

  private makeMad(): FuzzRequest {
    const method = this.choose(methods);
    const hasBody = method !== "GET" && method !== "HEAD" && this.next() < 0.8;
    const token = this.next() < 0.9 ? this.choose(this.targets.tokens) : this.text();
    const headers: Record<string, string> = { "content-type": this.choose(contentTypes) };
    const withToken = this.next() < 0.7 ? `&access_token=${encode(token)}` : "";
    const target = `${this.path()}?${this.form()}${withToken}`;
    if (this.next() < 0.2) {
      headers.authorization = this.choose([...authorizations, `Bearer ${this.choose(this.targets.tokens)}`]);
    }
    return { method, target, headers, body: hasBody ? this.body() : undefined };
  }

  /** A right request; half of them are spoiled: a parameter is changed, taken away, or added. */
  private makeNearlyRight(): FuzzRequest {
    const { token, ...filling } = this.choose(this.targets.fillings);
    const { method, path, parameters } = this.choose(plausibleRequests);
    const fill = (pattern: string): string =>
      pattern
        .replaceAll("PAGE", filling.PAGE)
        .replaceAll("LABEL", filling.LABEL)
        .replaceAll("PSID", filling.PSID);
    const given: Record<string, unknown> = { ...parameters };
    if (this.next() < 0.5) {
      const name = this.next() < 0.7 ? this.choose([...Object.keys(given), "fields"]) : this.choose(names);
      given[name] = this.value(0);
    }
    if (this.next() < 0.1) Reflect.deleteProperty(given, this.choose([...Object.keys(given), "none"]));
    const bearer = this.next() < 0.95 ? token : this.choose(this.targets.tokens);
    const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
    if (method !== "GET") return { method, target: fill(path), headers, body: fill(JSON.stringify(given)) };
    const query = Object.entries(given).map(([name, item]) => `${encode(name)}=${encode(item)}`);
    return { method, target: fill(`${path}?${query.join("&")}`), headers, body: undefined };
  }

  private body(): string {
    const kind = this.next();
    if (kind < 0.45) return JSON.stringify(this.parameters());
    if (kind < 0.6) return this.form();
    if (kind < 0.7) return JSON.stringify(this.parameters()).slice(0, Math.floor(this.next() * 40));
    if (kind < 0.75) return "[".repeat(Math.floor(this.next() * 20_000));
    if (kind < 0.9) return JSON.stringify({ batch: this.list(60, () => this.batchItem()) });
    return this.text();
  }

  private batchItem(): unknown {
    if (this.next() < 0.1) return this.value(0);
    const body = this.next() < 0.5 ? this.form() : this.value(0);
    return { method: this.choose(methods), relative_url: this.path().slice(1), body, name: this.text() };
  }

  private path(): string {
    const node = this.next() < 0.85 ? this.choose(this.targets.nodes) : encode(this.text());
    return `${this.choose(versions)}/${node}${this.choose(edges)}`;
  }

  private form(): string {
    return Object.entries(this.parameters())
      .map(([name, item]) => `${name}=${this.next() < 0.5 ? encode(item) : String(item)}`)
      .join("&");
  }

  private parameters(): Record<string, unknown> {
    return Object.fromEntries(this.list(5, () => [this.choose(names), this.value(0)] as const));
  }

  private value(depth: number): unknown {
    const kind = this.next();
    if (depth > 5 || kind < 0.5) {
      return this.choose([this.text(), Math.floor(this.next() * 1e17), this.next(), true, false, null]);
    }
    if (kind < 0.7) return this.list(4, () => this.value(depth + 1));
    return Object.fromEntries(this.list(4, () => [this.choose(keys), this.value(depth + 1)] as const));
  }

  private text(): string {
    const kind = this.next();
    if (kind < 0.4) return this.choose(texts);
    if (kind < 0.7) return this.choose(this.targets.nodes);
    if (kind < 0.75) return "x".repeat(Math.floor(this.next() * 5000));
    return this.list(12, () => String.fromCharCode(Math.floor(this.next() * 0x3000))).join("");
  }

  private list<T>(countMax: number, make: () => T): T[] {
    return Array.from({ length: Math.floor(this.next() * countMax) }, make);
  }

  private choose<T>(items: readonly T[]): T {
    return pick(items, Math.floor(this.next() * items.length));
  }
}

/** Like encodeURIComponent, but lone surrogates do not stop it. */
function encode(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return encodeURIComponent(Buffer.from(text).toString());
}
