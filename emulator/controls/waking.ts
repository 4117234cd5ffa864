import { addCustomer, readMessages, writeMessage } from "../actions/customer-actions";
import type { EmulatorContext } from "../context";
import { changeAssignment } from "../actions/label-actions";
import { createSequence, mix, pick } from "../random";
import { makeName } from "../seed/names";
import { leadMessages, newMessages } from "../seed/scripts";
import type { Page } from "../state/page";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const withinDayShare = 0.3;
const withinWeekShare = 0.6;
/** Between two messages of the slow pace, on average. */
const paceMs = 20_000;
const newCustomerOneIn = 12;
/** Where ads ask for leads: somebody new has answered all questions, and Messenger labels them. */
const newLeadOneIn = 5;
const opensShare = 0.7;
const opensWithinMs = 30_000;

/**
 * Customers write again, in the hours the emulator was off, until about 30 % of the messaging windows are
 * inside a day and 60 % inside a week. Answers how many wrote.
 */
export function wakePage(context: EmulatorContext, page: Page): number {
  const now = context.clock.now();
  const { customers } = page;
  const next = createSequence(Math.floor(now / 1000) ^ page.spec.randomSeed);
  const ages = Array.from(
    { length: customers.count },
    (_, index) => now - (customers.windowOpenedAt[index] ?? 0),
  );
  let missingInDay = Math.round(withinDayShare * ages.length) - ages.filter((age) => age < dayMs).length;
  let missingInWeek =
    Math.round(withinWeekShare * ages.length) - ages.filter((age) => age < 7 * dayMs).length;
  const quiet = ages.flatMap((age, index) => (age >= dayMs ? [index] : []));
  const written: { index: number; at: number }[] = [];
  for (const index of shuffle(quiet, next)) {
    const wasInWeek = (ages[index] ?? 0) < 7 * dayMs;
    if (missingInDay > 0) {
      written.push({ index, at: Math.floor(now - next() * 22 * hourMs - 60_000) });
      missingInDay -= 1;
      if (!wasInWeek) missingInWeek -= 1;
    } else if (missingInWeek > 0 && !wasInWeek) {
      written.push({ index, at: Math.floor(now - dayMs - next() * 6 * dayMs) });
      missingInWeek -= 1;
    }
  }
  written.sort((a, b) => a.at - b.at);
  for (const { index, at } of written) {
    // Nobody writes before what they wrote last.
    const notBefore = (customers.updatedAt[index] ?? 0) + 1000;
    writeMessage(
      context,
      page,
      index,
      pick(newMessages, mix(page.spec.randomSeed, index, Math.floor(at / dayMs))),
      Math.max(at, notBefore),
    );
  }
  return written.length;
}

/**
 * From now on a few messages a minute, sometimes of somebody new or of a new lead, and most people open what they get within
 * half a minute. Answers how to stop.
 */
export function startPace(context: EmulatorContext): () => void {
  const reading = new Set<NodeJS.Timeout>();
  context.onDelivered = (page, index) => {
    if (Math.random() > opensShare) return;
    const timer = setTimeout(() => {
      reading.delete(timer);
      // The Page may be gone: everything was reset meanwhile.
      if (context.world.pages.get(page.id) === page) readMessages(context, page, index);
    }, Math.random() * opensWithinMs);
    reading.add(timer.unref());
  };
  const timer = setInterval(() => {
    const pages = [...context.world.pages.values()].filter((page) => page.customers.count > 0);
    if (pages.length === 0) return;
    const page = pick(pages, Math.floor(Math.random() * pages.length));
    const index = Math.floor(Math.random() * page.customers.count);
    const text = pick(newMessages, Math.floor(Math.random() * newMessages.length));
    const lead = [...page.labels.values()].find((label) => label.name === "Lead Complete");
    if (lead !== undefined && Math.random() * newLeadOneIn < 1) {
      const person = arrive(
        context,
        page,
        pick(leadMessages, Math.floor(Math.random() * leadMessages.length)),
      );
      changeAssignment(context, page, lead, person, "add", "inbox");
    } else if (Math.random() * newCustomerOneIn < 1)
      arrive(context, page, "Hello! Found you through a friend.");
    else writeMessage(context, page, index, text);
  }, paceMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    reading.forEach(clearTimeout);
  };
}

/** Somebody new writes. Answers their index. */
function arrive(context: EmulatorContext, page: Page, text: string): number {
  const name = makeName(page.spec.randomSeed, page.customers.count + 100_000).full;
  addCustomer(context, page, name, text);
  return page.customers.count - 1;
}

function shuffle(items: number[], next: () => number): number[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    const [a, b] = [items[at], items[other]];
    if (a === undefined || b === undefined) continue;
    items[at] = b;
    items[other] = a;
  }
  return items;
}
