import activity from "./en/activity.json";
import broadcastWarnings from "./en/broadcast-warnings.json";
import broadcasts from "./en/broadcasts.json";
import connect from "./en/connect.json";
import csvImports from "./en/csv-imports.json";
import customers from "./en/customers.json";
import deliveryReasons from "./en/delivery-reasons.json";
import itemReasons from "./en/item-reasons.json";
import jobs from "./en/jobs.json";
import frozenLists from "./en/frozen-lists.json";
import directMessages from "./en/direct-messages.json";
import labels from "./en/labels.json";
import messagePlaces from "./en/message-places.json";
import leads from "./en/leads.json";
import policy from "./en/policy.json";
import predicate from "./en/predicate.json";
import predicateProblems from "./en/predicate-problems.json";
import problems from "./en/problems.json";
import segments from "./en/segments.json";
import settings from "./en/settings.json";
import shell from "./en/shell.json";
import signIn from "./en/sign-in.json";
import sync from "./en/sync.json";
import type { formats, locale } from "./formats";

/** Every word that is shown, a namespace for each room. Keys are typed: a missing one does not compile. */
export const messages = {
  activity,
  broadcastWarnings,
  broadcasts,
  connect,
  csvImports,
  customers,
  deliveryReasons,
  itemReasons,
  jobs,
  frozenLists,
  directMessages,
  labels,
  messagePlaces,
  leads,
  policy,
  predicate,
  predicateProblems,
  problems,
  segments,
  settings,
  shell,
  signIn,
  sync,
};

declare module "use-intl" {
  interface AppConfig {
    Formats: typeof formats;
    Locale: typeof locale;
    Messages: typeof messages;
  }
}
