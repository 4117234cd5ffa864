import { makeName, splitName, type PersonName } from "../seed/names";
import { seededMessages } from "../seed/history";
import type { BitSet } from "./bit-set";
import { CustomerTable } from "./customers";
import type {
  Broadcast,
  PageSpec,
  Persona,
  PageSwitches,
  SentMessage,
  SideWay,
  UtilityTemplate,
} from "./events";

export interface Label {
  id: string;
  name: string;
  members: BitSet;
}

/** One line of a conversation, whoever wrote it. `sent` is there for what went through the Send API. */
export interface ThreadMessage {
  number: number;
  from: "customer" | "page";
  at: number;
  text: string;
  sent: SentMessage | null;
}

export const defaultSwitches: PageSwitches = {
  contactTermsAccepted: true,
  humanAgentApproved: false,
  echoOwnLabelWrites: true,
  doubleAssign: "success",
  deleteUsedLabel: "silent",
  duplicateNames: "allow",
  oneEventAPost: false,
  rateLimits: true,
  autoRead: false,
  requireAppSecretProof: false,
  tasks: ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"],
};

/** A Facebook Page with everything that hangs on it. Nothing here is shared between Pages. */
export class Page {
  readonly id: string;
  readonly customers: CustomerTable;
  readonly labels = new Map<string, Label>();
  readonly creatives = new Map<string, unknown[]>();
  readonly broadcasts = new Map<string, Broadcast>();
  readonly reachEstimations = new Map<string, number>();
  readonly attachments = new Map<string, { at: number; kind: string }>();
  readonly sideWays = new Map<string, SideWay>();
  readonly personas = new Map<string, Persona>();
  personaSequence = 0;
  readonly templates = new Map<string, UtilityTemplate>();
  readonly switches: PageSwitches;
  subscribedFields: string[] | null = null;
  /** Where this Page's webhooks go instead of the app's callback; for tests that share one emulator. */
  callbackUrl: string | null = null;
  /** Lines of `entry[]` that its callback has not taken yet, oldest first. */
  readonly waitingWebhooks: string[] = [];
  /** Customers of the seed; only they have a computed past and computed names. */
  seededCount = 0;
  /** Labels ever made; ids of deleted ones are not given again. */
  labelSequence = 0;

  constructor(
    readonly spec: PageSpec,
    readonly seededAt: number,
    readonly number: number,
  ) {
    this.id = spec.pageId;
    this.customers = new CustomerTable(Math.max(16, spec.customers));
    this.switches = { ...defaultSwitches, humanAgentApproved: spec.humanAgentApproved };
  }

  nameOf(index: number): PersonName {
    const given = this.customers.givenNames.get(index);
    return given === undefined ? makeName(this.spec.randomSeed, index) : splitName(given);
  }

  labelsOf(index: number): Label[] {
    const labels: Label[] = [];
    for (const label of this.labels.values()) if (label.members.has(index)) labels.push(label);
    return labels;
  }

  /** The whole conversation, oldest first. */
  messagesOf(index: number): ThreadMessage[] {
    const past = index < this.seededCount ? seededMessages(this.spec, this.seededAt, index) : [];
    const messages: ThreadMessage[] = past.map((message, number) => ({ ...message, number, sent: null }));
    for (const stored of this.customers.stored.get(index) ?? []) {
      const number = messages.length;
      if (stored.from === "customer")
        messages.push({ number, from: "customer", at: stored.at, text: stored.text, sent: null });
      else
        messages.push({
          number,
          from: "page",
          at: stored.sent.at,
          text: stored.sent.text,
          sent: stored.sent,
        });
    }
    // A customer who “wrote while the emulator was off” has a time before the line above it.
    messages.sort((a, b) => a.at - b.at || a.number - b.number);
    return messages;
  }

  /** How many messages came before those that were stored since the seed. */
  pastCount(index: number): number {
    return index < this.seededCount ? seededMessages(this.spec, this.seededAt, index).length : 0;
  }

  /** The number the next message of this conversation gets. */
  nextMessageNumber(index: number): number {
    return this.pastCount(index) + (this.customers.stored.get(index)?.length ?? 0);
  }
}
