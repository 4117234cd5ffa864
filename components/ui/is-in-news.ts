/** Whether something stands in the news (see `Toaster`): a press there is not a press outside of what is open. */
export function isInNews(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-news]") !== null;
}
