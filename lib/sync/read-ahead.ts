/**
 * The same values, while the next one is already being read: what is written down of one page then costs no time of
 * its own. A failure is told when its turn comes, so that what was read before it is not lost.
 */
export async function* readAhead<Value>(
  source: AsyncGenerator<Value, void, undefined>,
): AsyncGenerator<Value, void, undefined> {
  let next = source.next();
  for (let read = await next; !read.done; read = await next) {
    next = source.next();
    next.catch(() => undefined); // Told above, unless nobody asks any more.
    yield read.value;
  }
}
