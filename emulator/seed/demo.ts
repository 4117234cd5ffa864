import type { LabelSpec, PageSpec } from "../state/events";

export type SeedName = "demo" | "tiny" | "empty";

const northwind = {
  pageId: "100200300400501",
  token: "page-token-northwind",
  name: "Northwind Coffee",
} as const;
const harbor = { pageId: "100200300400502", token: "page-token-harbor", name: "Harbor Books" } as const;

const lead = { group: "lead stage" };

/** 24 labels: four lead stages, two that ads made by themselves, and what a coffee roaster would note. */
const coffeeLabels: LabelSpec[] = [
  { name: "Lead Complete", share: 0.07, ...lead },
  { name: "Lead in Progress", share: 0.04, ...lead },
  { name: "Lead Disqualified", share: 0.025, ...lead },
  { name: "Lead Incomplete", share: 0.05, ...lead },
  { name: "ad_id.23851234567890123", share: 0.09 },
  { name: "ad_id.23857766554433221", share: 0.06 },
  { name: "Espresso", share: 0.31 },
  { name: "Pour-over", share: 0.22 },
  { name: "Cold brew", share: 0.18 },
  { name: "Decaf", share: 0.07 },
  { name: "Oat milk", share: 0.26 },
  { name: "Subscription", share: 0.17 },
  { name: "Paused subscription", share: 0.03 },
  { name: "Churned", share: 0.08 },
  { name: "Wholesale", share: 0.035 },
  { name: "Portland area", share: 0.38 },
  { name: "Seattle area", share: 0.14 },
  { name: "Ships to Canada", share: 0.05 },
  { name: "Newsletter", share: 0.42 },
  { name: "Tasting guest", share: 0.06 },
  { name: "Barista workshop", share: 0.04 },
  { name: "VIP", share: 0.02 },
  { name: "Complaint open", share: 0.012 },
  { name: "Habla español", share: 0.11 },
];

const bookLabels: LabelSpec[] = [
  { name: "California", share: 0.34 },
  { name: "Under 25", share: 0.27, group: "age" },
  { name: "Over 50", share: 0.31, group: "age" },
  { name: "Children's books", share: 0.22 },
  { name: "Science fiction", share: 0.19 },
  { name: "Crime", share: 0.24 },
  { name: "Poetry", share: 0.06 },
  { name: "Reading group", share: 0.08 },
  { name: "Event guest", share: 0.15 },
  { name: "Gift card", share: 0.1 },
  { name: "Large print", share: 0.05 },
  { name: "School orders", share: 0.03 },
];

const coffee = {
  ...northwind,
  profile: "current",
  randomSeed: 501,
  humanAgentApproved: true,
  theme: "coffee",
} as const;
const books = {
  ...harbor,
  profile: "legacy",
  randomSeed: 502,
  humanAgentApproved: true,
  theme: "books",
} as const;
const tinyCoffeeLabels = [
  "Espresso",
  "Subscription",
  "Newsletter",
  "Portland area",
  "Lead Complete",
  "Oat milk",
];

/** The Pages of a seed; the same every time. */
export function seedPages(name: SeedName): PageSpec[] {
  switch (name) {
    case "demo": {
      const size = { wroteWithinHours: null, hasOddAccounts: true };
      return [
        { ...coffee, ...size, customers: 5000, labels: coffeeLabels },
        // The Broadcast API is used only where everybody's labels are known; here it can be seen.
        { ...books, ...size, hasOddAccounts: false, customers: 1200, labels: bookLabels },
      ];
    }
    case "tiny": {
      const size = { customers: 20, wroteWithinHours: 6, hasOddAccounts: false };
      return [
        { ...coffee, ...size, labels: pickLabels(coffeeLabels, tinyCoffeeLabels) },
        { ...books, ...size, labels: bookLabels.slice(0, 6) },
      ];
    }
    case "empty":
      return [];
  }
}

function pickLabels(labels: LabelSpec[], names: string[]): LabelSpec[] {
  return labels
    .filter(({ name }) => names.includes(name))
    .map((label) => ({ ...label, share: Math.max(label.share, 0.3) }));
}
