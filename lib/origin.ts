import { env } from "./env";

/**
 * Whether a writing request comes from our own pages: its Origin is where the product is reached, or the host
 * that the request itself names. A request without an Origin is refused: every browser sends one with a POST.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const { host, origin: normal } = new URL(origin);
  return normal === new URL(env().PUBLIC_URL).origin || host === headers.get("host");
}
