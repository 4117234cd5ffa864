import { expect, test } from "vitest";
import { readOptOut } from "./opt-out";

const words = { optOutWords: ["stop", "parar", "no more"], optInWords: ["start"] };

test.each<[string, ReturnType<typeof readOptOut>]>([
  ["STOP", "opt-out"],
  [" Stop! ", "opt-out"],
  ["“parar”.", "opt-out"],
  ["No  more", "opt-out"],
  ["start", "opt-in"],
  ["Where does the bus stop?", null],
  ["stop sending the parcel to my old address", null],
  ["Please stop", null],
  ["…", null],
  ["", null],
])("a message that is nothing but the word opts out or in: “%s”", (message, change) => {
  expect(readOptOut(message, words)).toBe(change);
});
