import { mix } from "../random";
import type { Page } from "../state/page";

/** A quiet picture of initials, so that a demo without internet still has faces. */
export function drawPicture(page: Page | undefined, psid: string): string {
  const index = page?.customers.find(psid) ?? null;
  const name = page ? (index === null ? page.spec.name : page.nameOf(index).full) : "?";
  const initials = name
    .split(" ")
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("");
  const hue = mix(page?.spec.randomSeed ?? 0, index ?? 0, 61) % 360;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">` +
    `<rect width="96" height="96" fill="hsl(${hue} 32% 72%)"/>` +
    `<text x="48" y="50" font-family="system-ui, sans-serif" font-size="36" fill="hsl(${hue} 40% 22%)" ` +
    `text-anchor="middle" dominant-baseline="middle">${initials.replace(/[<>&]/g, "")}</text></svg>`
  );
}
