/**
 * The name to show for a customer, or null when there is none to see: never told (then the PSID stands in its place),
 * or made of spaces, joiners and marks alone. Nothing of a visible name is left out; whoever shows it isolates its
 * direction.
 */
export function findShownName({ name, psid }: { name: string; psid: string }): string | null {
  if (name.trim() === psid) return null;
  return /[^\p{Cf}\p{Z}\p{Cc}\p{M}]/u.test(name) ? name : null;
}
