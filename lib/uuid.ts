const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text from an address can be one of our ids at all: PostgreSQL refuses to compare anything else. */
export function isUuid(text: string): boolean {
  return pattern.test(text);
}
